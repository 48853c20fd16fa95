// SPDX-License-Identifier: Apache-2.0
// What people do in a browser, in Debian's Chromium: signs in, opens a mail's link, completes a
// duty, sees the board change, enters a plan and publishes it; axe-core looks at every page on the
// way. Reads one JSON object from standard input; says what went wrong, or nothing.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const load = createRequire(process.argv[2] + '/');
const { chromium } = load('playwright-core');
const axe = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');
const { base, code, link, table, rows, pages, shots } = JSON.parse(readFileSync(0, 'utf8'));

function check(right, words) {
  if (!right) throw new Error(words);
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
context.setDefaultTimeout(20000);
const page = await context.newPage();
const refused = [];
page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));

async function open(path) {
  const reply = await page.goto(base + path);
  check(reply.status() === 200, `${path}: ${reply.status()}`);
}

// What the strict policy keeps from loading would be told on the console; axe needs a page without.
async function look(path, name) {
  await open(path);
  await page.screenshot({ path: `${shots}/${name}-1200.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await open(path);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(wide <= 392, `${path} is ${wide} px wide on a phone`);
  await page.screenshot({ path: `${shots}/${name}-390.png` });
  await page.setViewportSize({ width: 1200, height: 900 });
  const free = await browser.newContext({ bypassCSP: true, storageState: await context.storageState() });
  const other = await free.newPage();
  await other.goto(base + path);
  await other.evaluate(axe);
  const found = await other.evaluate(() => axe.run());
  await free.close();
  const serious = found.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
  check(serious.length === 0, `${path}: ${serious.map((one) => `${one.id} ${one.nodes[0].html}`).join('; ')}`);
}

try {
  // A link of a real mail: looking does nothing, sending acts.
  await page.goto(link);
  check((await page.textContent('h1')) === 'Báo hoàn thành', 'the link opens the form of its act');
  await page.reload();
  await page.fill('[name=document]', '12/BC-KT');
  await page.click('form.act button');
  check((await page.textContent('h1')) === 'Đã ghi nhận', 'the link acts');
  await page.goto(link);
  check((await page.textContent('main')).includes('đã được ghi nhận lúc'), 'a second look tells when');

  await page.goto(base + '/');
  check(page.url().endsWith('/vao'), 'nobody sees the page without signing in');
  await page.goto(base + '/vao/ma');
  await page.fill('[name=ma]', code);
  await page.press('[name=ma]', 'Enter');
  await page.waitForURL(base + '/');
  const open_now = async () => {
    await open('/');
    return Number(await page.locator('.figure', { hasText: 'đang mở' }).locator('b').textContent());
  };
  const before = await open_now();
  await page.locator('ul.list a.title').first().click();
  await page.locator('summary', { hasText: 'Báo hoàn thành' }).click();
  await page.locator('form[action$="/complete"] [name=document]').fill('13/BC-VHXH');
  await page.locator('form[action$="/complete"] button').click();
  check((await page.textContent('.notice')).includes('Đã ghi nhận'), 'the page says that it is recorded');
  check((await open_now()) === before - 1, 'the board changes');

  // A plan, pasted as it is copied from a table.
  await open('/sua');
  const form = page.locator('form[action="/sua"]');
  const head = {
    plan: 'nhap-thu', title: 'Kế hoạch nhập trên trang', number: '9/KH-UBND', issued: '2026-04-20',
    authority: 'UBND xã Tà Đùng', from: '2026-01-01', to: '2030-12-31', coordinator: 'vh-xh', bang: table,
  };
  for (const [name, value] of Object.entries(head)) await form.locator(`[name=${name}]`).fill(value);
  await form.locator('button').click();
  await page.waitForURL(base + '/sua/nhap-thu');
  check((await page.locator('tbody tr').count()) === rows, 'every row is taken over');
  check((await page.textContent('.lead')).includes('cần sửa 00'), 'every row is understood: ' + (await page.textContent('.lead')));
  await look('/sua/nhap-thu', 'sua');
  await open('/sua/nhap-thu');
  await page.locator('summary', { hasText: 'Sửa nhiều mục' }).click();
  await page.check('[name=tat_ca]');
  await page.selectOption('#nhieu [name=da_xem]', '1');
  await page.click('#nhieu button');
  await open('/sua/nhap-thu/xem-truoc');
  check((await page.textContent('main')).includes('tin trong 24 giờ'), 'it is told how many messages leave');
  await page.fill('[name=basis]', 'Kế hoạch số 9/KH-UBND');
  await page.locator('form[action$="/cong-bo"] button').click();
  check((await page.textContent('h1')) === 'Đã công bố', 'it is published');

  // A duty more in a plan that is in use and written by hand.
  const file = '/sua-tep/cchc-2026-2030';
  await open(file);
  await page.locator('summary', { hasText: 'Thêm một mục' }).click();
  const added = page.locator('form', { has: page.locator('[name=viec][value=them]') });
  const duty = {
    id: 'VII.99', title: 'Báo cáo tình hình mưa lũ', due: 'trước ngày 10 hằng tháng', lead: 'Phòng Kinh tế',
    oversight: 'Phòng Văn hóa - Xã hội', product: 'Báo cáo', source: 'Công văn số 8/UBND-KT',
  };
  for (const [name, value] of Object.entries(duty)) await added.locator(`[name="${name}"]`).fill(value);
  await added.locator('button').click();
  await page.waitForURL(base + file);
  check((await page.textContent('.edits')).includes('thêm mục VII.99'), 'the duty is among the edits');
  await look(file, 'sua-tep-them');
  await open(file + '/xem-truoc');
  await page.fill('[name=basis]', 'Công văn số 8/UBND-KT');
  await page.locator('form[action$="/cong-bo"] button').click();
  check((await page.textContent('h1')) === 'Đã ghi', 'the file is written: ' + (await page.textContent('main')).slice(0, 300));

  for (const [path, name] of pages) await look(path, name);
  check(refused.length === 0, 'on the console: ' + refused.join('; '));
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
