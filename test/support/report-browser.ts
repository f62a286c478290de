import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { writeReport } from '../../src/report/index.ts';
import type { Exploration, Results } from '../../src/result/index.ts';
import { tempFolder } from './temp-folder.ts';

const executablePath = process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to test with. */
export const hasBrowser = existsSync(executablePath);

export interface OpenPage {
  readonly page: Page;
  /** What the page wrote to its console, and the errors it threw. */
  readonly messages: string[];
  /** What it asked for beside itself. */
  readonly requests: string[];
}

/** A run whose report is opened. */
export interface ReportedRun {
  readonly results: Results;
  readonly exploration?: Exploration | undefined;
}

export interface OpenOptions {
  /** Pixels. */
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
  readonly hasTouch?: boolean;
}

/** Reports in a browser whose network is off. */
export class ReportBrowser {
  private readonly browser: Browser;
  private readonly written = new Map<ReportedRun, Promise<string>>();

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async launch(): Promise<ReportBrowser> {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    return new ReportBrowser(await chromium.launch({ executablePath, args }));
  }

  /** Open the report of a run, which is written the first time. */
  async open(run: ReportedRun, options: OpenOptions = {}): Promise<OpenPage> {
    const report = this.written.get(run) ?? write(run);
    this.written.set(run, report);
    return this.openFile(await report, options);
  }

  /** Open a report that a run wrote.
   * @param path of the page. */
  async openFile(
    path: string,
    { width = 1440, colorScheme = 'light', javaScriptEnabled = true, hasTouch = false }: OpenOptions = {},
  ): Promise<OpenPage> {
    const url = pathToFileURL(path).href;
    const context = await this.browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      offline: true,
      javaScriptEnabled,
      hasTouch,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const messages: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) requests.push(request.url());
    });
    await page.goto(url);
    return { page, messages, requests };
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** @returns the path of the page. */
async function write({ results, exploration }: ReportedRun): Promise<string> {
  const folder = tempFolder();
  await writeReport(results, exploration, folder, ['html']);
  return join(folder, 'report.html');
}
