/** Data dictionary of the contact 联系人; one customer has many. */
import { closeness, communicationChannel, decisionRole, employmentStatus, gender, legalBasis } from './contact-enums';
import { defineFields, label, type InputOf, type RecordOf, type Sections } from './dictionary';

export const contactSections: Sections = {
  person: label('基本信息', 'Person'),
  reach: label('联系方式', 'Contact details'),
  relation: label('关系', 'Relation'),
  personal: label('个人情况', 'Personal'),
};

const person = defineFields({
  customerId: {
    kind: 'ref',
    target: 'Customer',
    required: true,
    createOnly: true,
    section: 'person',
    label: label('所属客户', 'Customer'),
    aliases: [
      '客户',
      '客户名称',
      '客户全称',
      '公司名称',
      '公司',
      '单位名称',
      '企业名称',
      '所属公司',
      '统一社会信用代码',
      '客户编号',
    ],
  },
  name: {
    kind: 'text',
    max: 100,
    required: true,
    section: 'person',
    label: label('姓名', 'Name'),
    aliases: ['联系人', '联系人姓名', '名字', '联系人名称', 'contact', 'contact name', 'full name'],
  },
  gender: {
    kind: 'enum',
    type: 'Gender',
    values: gender,
    section: 'person',
    label: label('性别', 'Gender'),
    aliases: ['男女', 'sex'],
  },
  department: {
    kind: 'text',
    max: 100,
    section: 'person',
    label: label('部门', 'Department'),
    aliases: ['所在部门', '联系人部门'],
  },
  title: {
    kind: 'text',
    max: 100,
    section: 'person',
    label: label('职务', 'Title'),
    aliases: ['职位', '岗位', '职称', '头衔', '联系人职务', 'position', 'job title'],
  },
  decisionRole: {
    kind: 'enum',
    type: 'DecisionRole',
    values: decisionRole,
    section: 'person',
    label: label('决策影响', 'Decision role'),
    aliases: ['决策角色', '角色', '影响力'],
  },
  isPrimary: {
    kind: 'bool',
    initial: false,
    section: 'person',
    label: label('主要联系人', 'Primary contact'),
    aliases: ['首要联系人', '是否主要联系人', '主联系人', '第一联系人'],
    hint: label('每个客户只有一位；设为主要后原主要联系人自动取消', 'One per customer; the previous one steps back'),
  },
  employmentStatus: {
    kind: 'enum',
    type: 'EmploymentStatus',
    values: employmentStatus,
    initial: 'EMPLOYED',
    section: 'person',
    label: label('在职状态', 'Employment status'),
    aliases: ['状态', '联系人状态', '是否在职'],
  },
  reportsToId: {
    kind: 'ref',
    target: 'Contact',
    section: 'person',
    label: label('直属上级', 'Reports to'),
    aliases: ['上级', '汇报对象', '领导'],
    hint: label('须为同一客户的联系人', 'A contact of the same customer'),
  },
  responsibilities: {
    kind: 'text',
    max: 500,
    multiline: true,
    section: 'person',
    label: label('负责事项', 'Responsibilities'),
    aliases: ['职责', '负责业务', '分管工作'],
  },
});

const reach = defineFields({
  mobile: {
    kind: 'keyword',
    format: 'mobile',
    max: 40,
    section: 'reach',
    label: label('手机', 'Mobile'),
    aliases: [
      '手机号码',
      '移动电话',
      '手机号',
      '联系手机',
      '联系电话',
      '联系方式',
      '移动号码',
      'mobile phone',
      'cell',
      'cellphone',
    ],
    hint: label('大陆 11 位手机号；境外号码以 + 和国家代码开头', '11 digits, or + and the country code'),
  },
  officePhone: {
    kind: 'keyword',
    format: 'phone',
    max: 40,
    section: 'reach',
    label: label('办公电话', 'Office phone'),
    aliases: ['电话', '座机', '固定电话', '固话', '电话号码', '办公室电话', '单位电话', 'phone', 'tel', 'telephone'],
    hint: label('如 0571-88886666 转 801', 'Such as 0571-88886666-801'),
  },
  email: {
    kind: 'keyword',
    format: 'email',
    max: 254,
    section: 'reach',
    label: label('电子邮箱', 'Email'),
    aliases: ['邮箱', '邮件', '电子邮件', '邮箱地址', 'e-mail', 'mail'],
  },
  wechat: { kind: 'text', max: 60, section: 'reach', label: label('微信', 'WeChat'), aliases: ['微信号', 'weixin'] },
  wecom: { kind: 'text', max: 60, section: 'reach', label: label('企业微信', 'WeCom'), aliases: ['企微'] },
  dingtalk: { kind: 'text', max: 60, section: 'reach', label: label('钉钉', 'DingTalk'), aliases: ['钉钉号'] },
  qq: {
    kind: 'keyword',
    format: 'plain',
    max: 20,
    section: 'reach',
    label: label('QQ', 'QQ'),
    aliases: ['qq号', 'qq号码'],
  },
  communicationChannel: {
    kind: 'enum',
    type: 'CommunicationChannel',
    values: communicationChannel,
    section: 'reach',
    label: label('偏好沟通方式', 'Preferred channel'),
    aliases: ['沟通方式', '沟通偏好', '联系偏好'],
  },
  communicationTime: {
    kind: 'text',
    max: 100,
    section: 'reach',
    label: label('方便联系时间', 'Preferred time'),
    aliases: ['联系时间', '沟通时间'],
  },
});

const relation = defineFields({
  closeness: {
    kind: 'enum',
    type: 'Closeness',
    values: closeness,
    section: 'relation',
    label: label('关系程度', 'Closeness'),
    aliases: ['亲密度', '关系', '熟悉程度'],
  },
  legalBasis: {
    kind: 'enum',
    type: 'LegalBasis',
    values: legalBasis,
    section: 'relation',
    label: label('个人信息处理依据', 'Legal basis'),
    aliases: ['处理依据', '合法性基础'],
    hint: label('《个人信息保护法》第十三条所列依据', 'Ground for keeping personal data (PIPL, article 13)'),
  },
  remarks: {
    kind: 'text',
    max: 2000,
    multiline: true,
    section: 'relation',
    label: label('备注', 'Remarks'),
    aliases: ['说明', 'note', 'notes'],
  },
});

const personal = defineFields({
  birthday: {
    kind: 'date',
    past: true,
    section: 'personal',
    label: label('生日', 'Birthday'),
    aliases: ['出生日期', '生辰', 'birth date'],
  },
  nativePlace: {
    kind: 'text',
    max: 100,
    section: 'personal',
    label: label('籍贯', 'Native place'),
    aliases: ['祖籍', '家乡'],
  },
  education: {
    kind: 'text',
    max: 100,
    section: 'personal',
    label: label('学历', 'Education'),
    aliases: ['教育程度', '文化程度', '毕业院校'],
  },
  hobbies: {
    kind: 'text',
    max: 500,
    section: 'personal',
    label: label('爱好', 'Hobbies'),
    aliases: ['兴趣', '兴趣爱好'],
  },
  family: {
    kind: 'text',
    max: 500,
    multiline: true,
    section: 'personal',
    label: label('家庭情况', 'Family'),
    aliases: ['家庭'],
  },
  character: {
    kind: 'text',
    max: 500,
    multiline: true,
    section: 'personal',
    label: label('性格特点', 'Character'),
    aliases: ['性格'],
  },
});

/** Every field of a contact, in the order of the form. */
export const contactFields = defineFields({ ...person, ...reach, ...relation, ...personal });

export type ContactRecord = RecordOf<typeof contactFields>;
export type ContactInput = InputOf<typeof contactFields>;
export type EmploymentStatus = keyof typeof employmentStatus;
