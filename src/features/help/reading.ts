import type { Bilingual } from './bilingual.ts';

/** A figure as a document might print it, and what becomes of it. */
export interface ReadingExample {
  readonly printed: Bilingual;
  /** Result ÷ baseline. */
  readonly ratio: number;
  readonly lessIsBetter: boolean;
  readonly bound?: 'at_least' | 'at_most';
}

export const readingExamples: readonly ReadingExample[] = [
  { printed: { en: 'Handling time down 30 %', zh: '处理时长下降 30%' }, ratio: 0.7, lessIsBetter: true },
  { printed: { en: 'Output up 30 %', zh: '产量提升 30%' }, ratio: 1.3, lessIsBetter: false },
  { printed: { en: 'From 10 minutes to 2', zh: '从 10 分钟缩短到 2 分钟' }, ratio: 0.2, lessIsBetter: true },
  { printed: { en: 'Efficiency 3-fold', zh: '效率达到 3 倍' }, ratio: 3, lessIsBetter: false },
  {
    printed: { en: 'Cost cut by at least 20 %', zh: '成本至少降低 20%' },
    ratio: 0.8,
    lessIsBetter: true,
    bound: 'at_least',
  },
  {
    printed: { en: 'Up to 50 % more output', zh: '产量最多提升 50%' },
    ratio: 1.5,
    lessIsBetter: false,
    bound: 'at_most',
  },
];

/** How many times better: the ratio, turned round where less is better. */
export const factorOf = ({ ratio, lessIsBetter }: ReadingExample): number =>
  lessIsBetter ? 1 / ratio : ratio;

export const readingWords = {
  effect: { en: 'An effect size', zh: '效应量' },
  effect_text: {
    en: 'Documents print gains in many forms. So that they can stand on one axis, each becomes the ratio of result to baseline, turned so that above ×1 is always better: the improvement factor. lnrr is its natural logarithm; there a doubling and a halving weigh the same, and zero is no change.',
    zh: '文献以多种形式陈述成效。为了放到同一坐标轴上，每个数字都化为“结果÷基线”的比值，并统一方向：大于 ×1 总是更好，这就是改善倍数。lnrr 是它的自然对数：翻倍与减半权重相同，零表示没有变化。',
  },
  printed: { en: 'Printed', zh: '原文' },
  factor: { en: 'Improvement factor', zh: '改善倍数' },
  lnrr: { en: 'lnrr', zh: 'lnrr' },
  bounds: {
    en: 'A bound is not a point: “at least” and “up to” say where the improvement begins or ends. The ready charts draw bounds as arrows, and the medians leave them out. Where the wording can be read in two ways, the careful reading counts and the other is kept beside it.',
    zh: '界限不是点值：“至少”“最多”只说明改善从哪里开始或到哪里为止。现成的图表以箭头表示界限，中位数不计入它们。措辞可作两种理解时，取谨慎的一种，另一种并存于旁。',
  },
  grade: { en: 'An evidence grade', zh: '证据等级' },
  grade_text: {
    en: 'Six questions are asked of what the document says about a gain. Each is answered with low concern, some concern, no information or high concern; the grade is the worst of the six. High concern means shown to be weak, no information means not shown. Neither means untrue, and the grade hides nothing: it can be sorted and filtered by.',
    zh: '针对文献对一项成效的说明提出六个问题。每个问题的回答是低度疑虑、一定疑虑、无信息或高度疑虑；等级取六者中最差的。高度疑虑表示已显示薄弱，无信息表示未加说明。两者都不等于不真实，等级也不隐藏任何内容：可按它排序和筛选。',
  },
  low_means: { en: 'Low concern in each of them means:', zh: '各项的低度疑虑意味着：' },
  not_pooled: {
    en: 'Nothing is averaged into one effect: no document states a variance, and successes ask to be printed while failures do not. Read medians as “of what was reported”, never as “what to expect”.',
    zh: '没有任何数字被合并成单一效应：文献不给出方差，而且成功案例才会被刊印。请把中位数理解为“所报道的”，而不是“可以期待的”。',
  },
  all_rules: { en: 'All rules and columns: about the dataset', zh: '全部规则与各列：关于数据集' },
} as const satisfies Record<string, Bilingual>;

/** What offline means here, one sentence a point. */
export const offlinePoints: readonly Bilingual[] = [
  {
    en: 'Queries run in this page: the engine, the dataset, editor and charts are files of this site. No server answers, and nothing that you write or open is sent anywhere.',
    zh: '查询在本页面内运行：引擎、数据集、编辑器和图表都是本站点的文件。没有服务器作答，你写入或打开的内容不会发送到任何地方。',
  },
  {
    en: 'After the first visit the browser keeps them all. The status bar says “Ready for offline use” when the last one is stored; from then on the page opens without a network.',
    zh: '首次访问后，浏览器会保存全部文件。最后一个存好后，状态栏显示“可离线使用”；此后没有网络也能打开页面。',
  },
  {
    en: 'A new version is fetched in the background and offered in the status bar. It is used when you say so, never in the middle of work.',
    zh: '新版本在后台获取，并在状态栏提示。由你决定何时启用，绝不在工作途中更换。',
  },
  {
    en: 'Saved work lives in this browser on this machine. Clearing the site’s data removes it: “Download all” under Saved makes a file that any Yardstick opens.',
    zh: '保存的作品只在这台机器的这个浏览器里。清除网站数据会删除它们：“已保存”中的“全部下载”生成一个文件，任何 Yardstick 都能打开。',
  },
  {
    en: 'A link carries its query, chart and note inside itself, after the #, which browsers do not send. Who opens it needs the page, not your machine.',
    zh: '链接把查询、图表和说明放在自身 # 之后，浏览器不会发送这一部分。打开的人只需要这个页面，不需要你的机器。',
  },
  {
    en: 'The browser’s menu can install the page as an app with a window of its own.',
    zh: '可用浏览器菜单把页面安装为有独立窗口的应用。',
  },
];
