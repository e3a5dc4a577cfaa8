/** What the house of the demo sells: name, specification, unit, usual price in yuan, kind of contract. */
export interface Good {
  product: string;
  specification: string | null;
  unit: string;
  price: number;
  kind: 'SALES' | 'SERVICE' | 'FRAMEWORK' | 'LEASE';
}

export const goods: readonly Good[] = `
伺服电机|SM-750 0.75kW|台|1860|SALES
伺服驱动器|SD-20A|台|2380|SALES
变频器|VF-7.5kW|台|2150|SALES
可编程控制器|PC-32 点|套|3260|SALES
触摸屏|10.1 英寸|块|1280|SALES
工业机器人本体|六轴 20kg|台|128000|SALES
直线导轨|HG25 1000mm|根|320|SALES
滚珠丝杠|2510-800|套|760|SALES
减速机|PLF90-10|台|1480|SALES
气动元件套件|QD-S|套|560|SALES
电动阀门|DN80 304|只|1920|SALES
离心泵|IS80-65-160|台|3480|SALES
压力变送器|0–1.6MPa|只|420|SALES
温控仪表|WK-4 路|只|680|SALES
视觉检测相机|500 万像素|套|9800|SALES
配电柜|XL-21|面|8600|SALES
动力电缆|YJV 4×25|米|96|SALES
输送线|3 米皮带式|条|15800|SALES
空气压缩机|37kW 永磁变频|台|46800|SALES
冷却塔|50T|台|23800|SALES
工业除尘设备|MC-64 脉冲|套|58000|SALES
仓储货架|重型 3 层|组|1350|SALES
叉车|3 吨电动|台|86000|SALES
润滑油|46# 抗磨液压油 200L|桶|2450|SALES
密封件套装|O 型圈混装|盒|180|SALES
设备备件|年度备件包|批|18600|FRAMEWORK
标准件|紧固件混合|批|6800|FRAMEWORK
电气元件|低压电器|批|12600|FRAMEWORK
工业耗材|刀具与磨具|批|9600|FRAMEWORK
产线自动化改造|单工位|项|186000|SERVICE
设备安装调试||人天|1500|SERVICE
设备维护保养|季度巡检|次|3800|SERVICE
设备大修||台次|16800|SERVICE
能耗监测系统||套|68000|SERVICE
生产管理软件|标准版|用户|2600|SERVICE
软件实施服务||人天|2200|SERVICE
计量校准服务||台次|360|SERVICE
操作培训|两日班|期|9800|SERVICE
高空作业平台|12 米剪叉式|月|4200|LEASE
发电机组|200kW|月|9600|LEASE
`
  .trim()
  .split('\n')
  .map((line) => {
    const [product = '', specification = '', unit = '', price = '', kind = ''] = line.split('|');
    return { product, specification: specification || null, unit, price: Number(price), kind: kind as Good['kind'] };
  });

export const contractWords: Readonly<Record<Good['kind'], readonly string[]>> = {
  SALES: ['采购合同', '供货合同', '订货合同', '销售合同'],
  FRAMEWORK: ['年度框架合同', '年度供货协议'],
  SERVICE: ['合同', '项目合同', '年度合同'],
  LEASE: ['租赁合同'],
};
