/** A house whose reminders go to listeners of ours: one for mail, one for a chat's robot; a third is on no list. */
import { test as journey } from './journey.ts';
import { mail, robot, type Listener } from './listener.ts';
import { start } from './server.ts';

interface Post {
  mail: Listener;
  robot: Listener;
  unlisted: Listener;
}

export const test = journey.extend<{ post: Post }>({
  post: async ({}, use) => {
    const post = { mail: await mail(), robot: await robot(), unlisted: await robot() };
    await use(post);
    for (const listener of Object.values(post)) listener.stop();
  },
  house: async ({ database, post }, use) => {
    const house = await start(database, {
      XUNDAO_NOTIFY_HOSTS: `smtp://127.0.0.1:${post.mail.port},http://127.0.0.1:${post.robot.port}`,
      XUNDAO_SMTP: `smtp://127.0.0.1:${post.mail.port}`,
      XUNDAO_MAIL_FROM: 'xundao@office.example',
    });
    await use(house);
    await house.stop();
  },
});
