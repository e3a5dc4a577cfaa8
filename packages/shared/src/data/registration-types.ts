/** 市场主体统计分类 (2023): the legal form a market entity is registered in. One line per code: code|zh|en. */
export const registrationTypeLines = `
111|国有独资公司|Wholly state-owned company
112|私营有限责任公司|Private limited liability company
119|其他有限责任公司|Other limited liability company
121|私营股份有限公司|Private company limited by shares
129|其他股份有限公司|Other company limited by shares
131|全民所有制企业（国有企业）|Enterprise owned by the whole people (state-owned)
132|集体所有制企业（集体企业）|Collectively owned enterprise
133|股份合作企业|Joint-stock cooperative
134|联营企业|Jointly operated enterprise
140|个人独资企业|Sole proprietorship
150|合伙企业|Partnership
190|其他内资企业|Other domestic enterprise
210|港澳台投资有限责任公司|Limited liability company with Hong Kong, Macao or Taiwan investment
220|港澳台投资股份有限公司|Company limited by shares with Hong Kong, Macao or Taiwan investment
230|港澳台投资合伙企业|Partnership with Hong Kong, Macao or Taiwan investment
290|其他港澳台投资企业|Other enterprise with Hong Kong, Macao or Taiwan investment
310|外商投资有限责任公司|Foreign-invested limited liability company
320|外商投资股份有限公司|Foreign-invested company limited by shares
330|外商投资合伙企业|Foreign-invested partnership
390|其他外商投资企业|Other foreign-invested enterprise
400|农民专业合作社（联合社）|Farmers' cooperative
500|个体工商户|Sole trader
900|其他市场主体|Other market entity
`;
