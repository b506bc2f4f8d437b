/** Every page, once: the pictures and the checks of accessibility go through this list. */
export interface Page {
  /** names the picture */
  name: string;
  path: string;
  /** who looks, by login; nobody when missing */
  as?: string;
}

/** The demo's cast: domain/src/cast.rs. */
export const cast = {
  head: 'zhengyanqiu',
  deputy: 'hemingyuan',
  liaison: 'songzhiyuan',
  member: 'liangqihang',
  normalStaff: 'xuzhiyao',
  normalLeader: 'hanliqun',
  regionalStaff: 'duanwenhai',
  officeLeader: 'shenguoan',
  systemAdmin: 'xitong',
  securityAdmin: 'anquan',
  auditAdmin: 'shenji',
};

const unit = '/unit/00000000-0000-0000-0000-00000b000002';

// The demo is the same each time: its ids are made of its days and its seed.
export const pages: Page[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'missing', path: '/no-such-page', as: cast.liaison },
  { name: 'home-group', path: '/', as: cast.liaison },
  { name: 'home-unit', path: '/', as: cast.normalStaff },
  { name: 'dashboard', path: '/dashboard', as: cast.liaison },
  { name: 'wall', path: '/wall', as: cast.officeLeader },
  { name: 'issues', path: '/issues', as: cast.liaison },
  { name: 'issue', path: '/issues/01878da7-d800-797b-bcec-f5db63994500', as: cast.liaison },
  { name: 'issue-new', path: '/issues/new', as: cast.liaison },
  { name: 'ledger', path: '/ledger', as: cast.normalStaff },
  { name: 'policy', path: '/policy', as: cast.liaison },
  { name: 'unit', path: unit, as: cast.liaison },
  { name: 'unit-goal', path: `${unit}/goal`, as: cast.normalStaff },
  { name: 'unit-organisations', path: `${unit}/organisations`, as: cast.normalStaff },
  { name: 'units', path: '/units', as: cast.liaison },
  { name: 'carriers', path: '/carriers', as: cast.liaison },
  { name: 'reports', path: '/reports', as: cast.liaison },
  { name: 'report', path: '/reports/01878cb9-ce80-71ac-8d9a-b0c4f4c201f6', as: cast.liaison },
  { name: 'rules', path: '/rules', as: cast.liaison },
  { name: 'rule', path: '/rules/0187b197-1000-74b3-b1cf-d77923e9e1b3', as: cast.liaison },
  { name: 'carrier', path: '/carrier/0187b17a-ae60-7f08-9f6d-6767980f922a', as: cast.liaison },
  { name: 'evaluations', path: '/evaluations', as: cast.head },
  { name: 'evaluation', path: '/evaluations/01894781-3f40-710a-b5e4-2efea04733e4', as: cast.head },
  { name: 'evaluation-sheet', path: '/evaluations/01894781-3f40-710a-b5e4-2efea04733e4/00000000-0000-0000-0000-00000b000003', as: cast.head },
  { name: 'evaluation-unit', path: '/evaluations/01894781-3f40-710a-b5e4-2efea04733e4/00000000-0000-0000-0000-00000b000002', as: cast.normalStaff },
  { name: 'evaluation-runs', path: '/evaluations/01898a73-eb40-79b9-ac96-5a10b48eb264', as: cast.head },
  { name: 'templates', path: '/templates', as: cast.head },
  { name: 'template', path: '/templates/01886f2c-ff80-7c23-81ba-6e73984cf76a', as: cast.head },
  { name: 'lookbacks', path: '/lookbacks', as: cast.head },
  { name: 'lookback', path: '/lookbacks/1ad82d0f-1acb-8219-9b5e-8942de265046', as: cast.head },
  { name: 'lookback-unit', path: '/lookbacks/1fe250a1-0a7d-8f7c-8a16-66dbf7e215a1', as: cast.regionalStaff },
  { name: 'cuts', path: '/cuts', as: cast.head },
  { name: 'cut', path: '/cuts/0188dd53-3d80-7246-8b2d-ccf14f83a5ed', as: cast.head },
  { name: 'draws', path: '/draws', as: cast.liaison },
  { name: 'draw-new', path: '/draws/new', as: cast.liaison },
  { name: 'draw', path: '/draws/01880daf-b900-7960-a5d7-1ff27e89ac08', as: cast.liaison },
  { name: 'draw-waits', path: '/draws/01899b42-e5c0-7d8c-8c2e-ac1ebf366bc2', as: cast.normalStaff },
  { name: 'draw-show', path: '/draws/01880daf-b900-7960-a5d7-1ff27e89ac08/show?names=all', as: cast.liaison },
  { name: 'draw-check', path: '/draws/check' },
  { name: 'coverage', path: '/coverage', as: cast.liaison },
  { name: 'visits', path: '/visits', as: cast.liaison },
  { name: 'visits-unit', path: '/visits', as: cast.normalStaff },
  { name: 'visit', path: '/visits/01885656-a920-7112-8067-d321d89cca6c', as: cast.liaison },
  { name: 'visit-unit', path: '/visits/01885656-a920-7112-8067-d321d89cca6c', as: cast.normalStaff },
  { name: 'visit-planned', path: '/visits/01895342-95e0-70f7-a8e6-b3099f894948', as: cast.liaison },
  { name: 'visit-new', path: '/visits/new', as: cast.liaison },
  { name: 'visit-plan', path: '/visits/new?plan=1', as: cast.liaison },
  { name: 'surveys', path: '/surveys', as: cast.liaison },
  { name: 'survey-open', path: '/surveys/01898556-b700-7baf-869a-f11cfce976cc', as: cast.liaison },
  { name: 'survey-closed', path: '/surveys/01891e57-8700-7bea-bb04-f190a1702e60', as: cast.liaison },
  { name: 'survey-planned', path: '/surveys/018999f0-2700-71dc-be1d-896ae00eb883', as: cast.liaison },
  { name: 'book', path: '/book', as: cast.liaison },
  { name: 'admin', path: '/admin', as: cast.systemAdmin },
  { name: 'people', path: '/people', as: cast.systemAdmin },
  { name: 'person', path: '/people/00000000-0000-0000-0000-00000d000001', as: cast.systemAdmin },
  { name: 'groups', path: '/groups', as: cast.systemAdmin },
  { name: 'group', path: '/groups/00000000-0000-0000-0000-00000a000003', as: cast.systemAdmin },
  { name: 'campaign', path: '/campaigns/00000000-0000-0000-0000-00000c000001', as: cast.systemAdmin },
  { name: 'sessions', path: '/sessions', as: cast.securityAdmin },
  { name: 'journal', path: '/journal', as: cast.auditAdmin },
  { name: 'account', path: '/account', as: cast.liaison },
  { name: 'more', path: '/more', as: cast.liaison },
  { name: 'bag', path: '/bag', as: cast.liaison },
  { name: 'outbox', path: '/outbox', as: cast.liaison },
];
