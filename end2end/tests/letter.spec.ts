/** The reading of mails that other tests lean on: a word that is packed away is found. */
import { expect, test } from '@playwright/test';
import { letter } from '../letter.ts';

const packed = (text: string) => Buffer.from(text).toString('base64');
const quoted = (text: string) => [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

test('a mail is read whatever it is packed in', () => {
  const subject = `=?utf-8?b?${packed('有 3 件')}?=\r\n =?utf-8?q?_${quoted('事')}?=`;
  const mail = (how: string, body: string) => `Subject: ${subject}\r\nContent-Transfer-Encoding: ${how}\r\n\r\n${body}`;
  expect(letter(mail('base64', packed('密件\r\n看')))).toEqual({ subject: '有 3 件 事', text: '密件\r\n看' });
  expect(letter(mail('quoted-printable', `${quoted('密')}=\r\n${quoted('件')}`)).text).toBe('密件');
  expect(letter(mail('8bit', Buffer.from('密件').toString('latin1'))).text).toBe('密件');
  const part = (how: string, body: string) => `--cut\r\nContent-Transfer-Encoding: ${how}\r\n\r\n${body}\r\n`;
  const parts = `${part('base64', packed('密件'))}${part('7bit', 'plain')}--cut--`;
  expect(letter(`Content-Type: multipart/alternative; boundary="cut"\r\n\r\n${parts}`).text).toMatch(/密件\s+plain/);
});
