export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'plum' | 'plain';

/** Which states deserve a colour, by enum type; everything else stays grey. The word always stands beside it. */
const TONES: Readonly<Record<string, Readonly<Record<string, Tone>>>> = {
  RelationshipStage: { POTENTIAL: 'plain', INTERESTED: 'calm', COOPERATING: 'good', PAUSED: 'warn', LOST: 'bad' },
  RegistrationStatus: {
    ACTIVE: 'good',
    SUSPENDED: 'warn',
    REVOKED: 'bad',
    REVOKED_DEREGISTERED: 'bad',
    DEREGISTERED: 'bad',
    CANCELLED: 'bad',
    LIQUIDATION: 'bad',
    ORDERED_TO_CLOSE: 'bad',
  },
  ContractApprovalStatus: { DRAFT: 'plain', PENDING: 'warn', APPROVED: 'good', REJECTED: 'bad', WITHDRAWN: 'plain' },
  ContractPerformanceStatus: {
    TO_SIGN: 'warn',
    SIGNED: 'calm',
    PERFORMING: 'good',
    CHANGING: 'warn',
    COMPLETED: 'calm',
    ARCHIVED: 'plain',
    TERMINATED: 'bad',
    VOIDED: 'bad',
  },
  ScorecardStatus: { DRAFT: 'plain', PUBLISHED: 'good', RETIRED: 'plain' },
  EmploymentStatus: { EMPLOYED: 'good', LEFT: 'plain', RETIRED: 'plain' },
  GrowthPotential: { HIGH: 'good', MEDIUM: 'calm', LOW: 'plain' },
  AuditOutcome: { OK: 'plain', FAILED: 'warn', REFUSED: 'bad' },
  ImportStatus: { QUEUED: 'plain', RUNNING: 'calm', DONE: 'good', FAILED: 'bad', CANCELLED: 'plain' },
};

/** The tone of a value, or null when the enum is only a word. */
export const toneOf = (type: string, value: string): Tone | null => TONES[type]?.[value] ?? null;
