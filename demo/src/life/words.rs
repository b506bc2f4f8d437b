//! What stands in the library, what was studied, noted and told.

use domain::standard::Sort;
use domain::strand::Strand;
use domain::study::Form;

use crate::curve::Since;

/// One entry of the library: sort, title, source, the day on which it is entered, text, strands.
pub(super) type Entry = (Sort, &'static str, &'static str, Since, &'static str, &'static [Strand]);

pub(super) const ENTRIES: [Entry; 10] = [
    (
        Sort::Policy,
        "主题教育巡回指导工作方案",
        "领导小组办〔2023〕3号",
        1,
        "指导组围绕理论学习、调查研究、推动发展、检视整改开展指导。\n坚持两级同步部署、同步检查、同步考核。\n列席会议、走访调研、随机抽取，不打招呼、不设路线。",
        &[Strand::Study, Strand::Research, Strand::Rectification, Strand::Development],
    ),
    (
        Sort::Yardstick,
        "整改验收标准",
        "指导组第2次例会议定",
        8,
        "措施落实到具体部门和具体人。\n佐证材料能够核对，注明形成日期。\n涉及师生的，回访不少于三人。\n验收后按类别确定回头看日期。",
        &[Strand::Rectification],
    ),
    (
        Sort::Yardstick,
        "问题界定口径",
        "指导组第3次例会议定",
        15,
        "同一事项在多个单位出现的，各单位分别立项。\n已经列入班子整改清单的，不重复列为调研发现。\n建议类意见不作为问题，记入走访记录。",
        &[Strand::Research, Strand::Rectification],
    ),
    (
        Sort::Method,
        "随机抽取操作办法",
        "指导组编",
        10,
        "名单由单位提供，指导组核对后冻结。\n种子由双方各出一半，或者现场掷骰子。\n按层抽取，回避要写明理由。\n抽取结果当场公布，任何人可以复算。",
        &[Strand::Study, Strand::Research],
    ),
    (
        Sort::Method,
        "个别访谈提纲",
        "指导组编",
        14,
        "学了什么、怎么用到工作里。\n身边最想解决的一件事。\n已经整改的问题有没有反弹。\n对班子的意见建议。",
        &[Strand::Study, Strand::Rectification],
    ),
    (
        Sort::Yardstick,
        "调研报告质量要求",
        "领导小组办〔2023〕11号",
        21,
        "有第一手材料，走访对象和时间可查。\n问题写具体，原因写到机制。\n对策有责任部门和完成时限。\n报告完成后一个月内开展成果转化。",
        &[Strand::Research],
    ),
    (
        Sort::Answer,
        "关于逾期问题能否调整时限的答复",
        "指导组答复〔2023〕1号",
        42,
        "因客观条件变化确需调整的，由牵头校领导说明理由，经指导组同意后调整一次。\n调整前后的日期都留痕。",
        &[Strand::Rectification],
    ),
    (
        Sort::Answer,
        "关于佐证材料能否用会议纪要的答复",
        "指导组答复〔2023〕2号",
        52,
        "会议纪要可以证明已经研究部署，不能证明已经解决。\n解决的佐证应当是现场照片、办理结果或者师生反馈。",
        &[Strand::Rectification],
    ),
    (
        Sort::Yardstick,
        "满意度测评组织要求",
        "领导小组办〔2023〕19号",
        60,
        "四类测评人分别发票，每类不少于五人。\n答卷不记名，单位不代收。\n结果少于五份的不公布。",
        &[Strand::Development],
    ),
    (
        Sort::Method,
        "减轻单位负担的几条约定",
        "指导组第9次例会议定",
        63,
        "平台上已经有的数，不再向单位要。\n一周只发一张清单，临时事项并入下周。\n同一材料不重复报送。",
        &[Strand::Development],
    ),
];

/// Revisions: which entry, when, what changed, the line that is added.
pub(super) const REVISIONS: [(usize, Since, &str, &str); 2] = [
    (1, 36, "补充了两级验收的要求", "二级组织的整改由单位先验收，指导组抽查。"),
    (3, 71, "补充了延续抽取的办法", "名额不足时顺延抽取，已抽中的保持不变。"),
];

/// Sessions: form, topic, days since the start, which entries were read, what came of it.
pub(super) const SESSIONS: [(Form, &str, Since, &[usize], &str); 8] = [
    (Form::Session, "学习主题教育工作方案，统一指导思路", 2, &[0], "明确了四条线怎么看、看到什么程度，分工到人。"),
    (Form::Lecture, "党课：把调查研究做到一线", 16, &[], "结合走访实例讲怎样听到真话，大家各提一条改进办法。"),
    (Form::Session, "统一整改验收尺度", 24, &[1, 2], "对照三个实际案例逐条比对，验收从严，口径一致。"),
    (Form::Cell, "党小组会：指导不添负担", 38, &[], "查出重复要材料的情况两处，当场改掉。"),
    (Form::ThemeDay, "主题党日：到联系点参加劳动", 51, &[], "与学生一起整理实验室，听到三条意见，已转为问题。"),
    (Form::Session, "学习佐证材料答复口径", 58, &[7], "今后验收看办理结果，不看纪要。"),
    (Form::Criticism, "专题组织生活会", 73, &[], "每人查摆问题两条，相互提意见十二条，会后逐条整改。"),
    (Form::Session, "中期小结与下一步重点", 80, &[9], "回头看抓巩固，剩余问题逐个定人定期。"),
];

/// Notes of a day, in turn.
pub(super) const NOTED: [&str; 6] = [
    "上午列席党委理论学习中心组学习，发言能联系实际。下午核对台账，两项佐证不实，已退回。",
    "走访学院两个支部，学习记录齐全。学生反映的自习室问题，当场与后勤商量出办法。",
    "电话随访十人，八人满意。两人说答复快、解决慢，已记入走访。",
    "整理本周清单，滞后的两项约牵头部门明天面谈。",
    "随机抽取五人访谈，谈得实。材料回来就录，不过夜。",
    "读调研报告三篇，一篇对策偏虚，已请单位补责任部门和时限。",
];

/// The unit's place, title, what was done, what it brought, and the lesson where one was published.
pub(super) type Outcome = (usize, &'static str, &'static str, &'static str, Option<(&'static str, &'static str)>);

pub(super) const RESULTS: [Outcome; 7] = [
    (
        2,
        "网上报修三日办结",
        "开通网上报修，分类派单，逾期自动提醒牵头校领导。",
        "平均办结时间由九天降到两天半，回访九成以上满意。",
        Some((
            "报修公开进度，逾期提醒到分管领导",
            "把报修改为网上提交、公开进度。\n每单写明责任人和时限，逾期自动提醒分管领导。\n三个月后平均办结时间缩短三分之二。",
        )),
    ),
    (
        0,
        "科研经费报销最多跑一次",
        "梳理报销单据，减去重复附件，设立报销专员。",
        "报销周期由二十天降到五天，附件减少一半。",
        Some((
            "报销附件一次说清，专员包办到底",
            "先数清楚每类报销到底要几张单据，重复的删掉。\n设专员代办，退回必须一次说清缺什么。\n周期从二十天降到五天。",
        )),
    ),
    (
        3,
        "企业命题进毕业设计",
        "与文旅企业共建题库，企业导师参与答辩。",
        "二十六个企业命题进入选题库，秋季学期一百二十余名学生到岗。",
        None,
    ),
    (
        2,
        "实验室夜间开放",
        "先开两个晚上试行，学生值守、门禁留痕。",
        "开放时间每周增加十二小时，使用人次翻番。",
        Some((
            "先试两个晚上，再定长期办法",
            "不等方案完备，先小范围试行，出了问题当周改。\n值守由学生承担并计入实践学时。\n试行一个月后写进制度。",
        )),
    ),
    (1, "青年教师过渡住房修缮", "屋面防水整体翻修，雨季前完工。", "四十八户不再漏雨，回访全部满意。", None),
    (
        4,
        "二级组织学习情况一表清",
        "学习、讨论、转化合成一张表，支部填一次，校院两级共用。",
        "支部每月少填三张表。",
        Some((
            "一张表填一次，两级共用",
            "把上级、本级、下级各要的表合成一张。\n谁要看谁来取，不再向下要。\n支部每月少填三张表。",
        )),
    ),
    (3, "琴房预约公开", "琴房实时余量上网，空置十五分钟自动释放。", "周使用时长增加四成。", None),
];
