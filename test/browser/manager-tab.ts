import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { expectAccessible, screenshot } from '../support/browser.ts';

/** How each page is looked at. */
const LOOKS = [
  { width: 1366, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const;

/** A tab of the managers' pages, of somebody who has signed in. */
export class ManagerTab {
  private constructor(
    readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  /** Opens an address and signs in on the way, as one of the sample company's people. */
  static async signIn(context: BrowserContext, baseUrl: string, { as, path }: { as: string; path: string }) {
    const page = await context.newPage();
    const tab = new ManagerTab(page, baseUrl);
    await page.goto(baseUrl + path);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: /Microsoft/ }).click();
    await page.getByText(as).first().click();
    await page.waitForURL(baseUrl + path);
    await tab.ready();
    return tab;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.baseUrl + path);
    await this.ready();
  }

  /** Every answer has come and is on the page. */
  async ready(): Promise<void> {
    await this.page.locator('#content h1').first().waitFor();
    await this.page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null);
  }

  /** Has every row of the report on one page, where they are not. */
  async showAllRows(): Promise<void> {
    await this.ready();
    const all = this.page.getByRole('link', { name: /All on one page/ });
    if ((await all.count()) === 0) return;
    await all.click();
    await this.page.waitForURL(/rows=all/);
    await this.page.waitForFunction(() => !/^1 to 50 of/.test(document.querySelector('.pager')?.textContent ?? ''));
    await this.ready();
  }

  /** Fails unless the page fits and is accessible, wide and narrow, light and dark; keeps a picture of each. */
  async look(name: string): Promise<void> {
    const { page } = this;
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, `${name} at ${width} px`).to.be.at.most(0);
      await screenshot(page, `${name}-${width}-${colorScheme}`);
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 1366, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  }
}
