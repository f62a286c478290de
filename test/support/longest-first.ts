import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts with the rooms whose tests run whole experiments or a browser: a long file that is started last leaves the
 * other cores idle. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(cli|experiment|report)\//.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
