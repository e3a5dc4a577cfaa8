import { mount } from '@vue/test-utils';
import { createMemoryHistory, createRouter } from 'vue-router';
import ChartCanvas from '../../ui/chart/ChartCanvas.vue';
import type { Chart } from './bars';
import ChartView from './ChartView.vue';

jest.mock('../../ui/chart/ChartCanvas.vue', () => ({
  __esModule: true,
  default: { name: 'ChartCanvas', props: ['option', 'title', 'height'], render: () => null },
}));

const chartOf = (label: string): Chart => ({
  lying: true,
  series: [{ name: '客户', colour: '--chart-1', bars: [{ key: 'a', label, value: 3, text: '3', to: null }] }],
});

/** Names of codes arrive after the figures: what was drawn with the code is drawn again. */
it('draws a chart again when its words have changed', async () => {
  const routes = [{ path: '/', component: ChartCanvas }];
  const view = mount(ChartView, {
    props: { chart: chartOf('440000'), title: '按省份', scale: String, height: 200 },
    global: { plugins: [createRouter({ history: createMemoryHistory(), routes })] },
  });
  const before: unknown = view.findComponent(ChartCanvas).props('option');
  await view.setProps({ chart: chartOf('广东省') });
  expect(view.findComponent(ChartCanvas).props('option')).not.toBe(before);
});
