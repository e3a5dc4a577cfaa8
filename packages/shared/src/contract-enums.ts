/** Closed lists of the contract. */
import { label } from './dictionary';

export const contractType = {
  SALES: label('销售合同', 'Sales'),
  PURCHASE: label('采购合同', 'Purchase'),
  SERVICE: label('服务合同', 'Service'),
  FRAMEWORK: label('框架合同', 'Framework'),
  AGENCY: label('代理合同', 'Agency'),
  LEASE: label('租赁合同', 'Lease'),
  CONFIDENTIALITY: label('保密协议', 'Confidentiality'),
  SUPPLEMENT: label('补充协议', 'Supplement'),
  OTHER: label('其他', 'Other'),
} as const;

export const paymentMethod = {
  PREPAID: label('预付', 'Prepaid'),
  ON_DELIVERY: label('货到付款', 'On delivery'),
  MONTHLY: label('月结', 'Monthly account'),
  INSTALMENTS: label('分期', 'Instalments'),
  RETENTION: label('质保金', 'With retention money'),
  OTHER: label('其他', 'Other'),
} as const;

export const settlementMethod = {
  CHEQUE: label('支票', 'Cheque'),
  CASH: label('现金', 'Cash'),
  POSTAL_REMITTANCE: label('邮政汇款', 'Postal remittance'),
  WIRE_TRANSFER: label('电汇', 'Wire transfer'),
  ONLINE_TRANSFER: label('网上转账', 'Online transfer'),
  ALIPAY: label('支付宝', 'Alipay'),
  WECHAT_PAY: label('微信支付', 'WeChat Pay'),
  BANK_ACCEPTANCE: label('银行承兑汇票', 'Bank acceptance bill'),
  COMMERCIAL_ACCEPTANCE: label('商业承兑汇票', 'Commercial acceptance bill'),
  LETTER_OF_CREDIT: label('信用证', 'Letter of credit'),
  OTHER: label('其他', 'Other'),
} as const;

export const contractApprovalStatus = {
  DRAFT: label('草稿', 'Draft'),
  PENDING: label('审批中', 'Pending'),
  APPROVED: label('已通过', 'Approved'),
  REJECTED: label('已驳回', 'Rejected'),
  WITHDRAWN: label('已撤回', 'Withdrawn'),
} as const;

export const contractPerformanceStatus = {
  TO_SIGN: label('待签署', 'To sign'),
  SIGNED: label('已签署', 'Signed'),
  PERFORMING: label('履行中', 'Performing'),
  CHANGING: label('变更中', 'Changing'),
  COMPLETED: label('履行完毕', 'Completed'),
  ARCHIVED: label('已归档', 'Archived'),
  TERMINATED: label('已终止', 'Terminated'),
  VOIDED: label('已作废', 'Voided'),
} as const;
