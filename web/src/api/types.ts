// The nouns of the API under their own names.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Acceptance = Schemas['Acceptance'];
export type AiCall = Schemas['AiCall'];
export type AiKey = Schemas['AiKey'];
export type AiModel = Schemas['AiModel'];
export type ApiToken = Schemas['ApiToken'];
export type AuditRecord = Schemas['AuditRecord'];
export type CancellationPreview = Schemas['CancellationPreview'];
export type Document = Schemas['Document'];
export type Estimate = Schemas['Estimate'];
export type Event = Schemas['Event'];
export type FacetValue = Schemas['FacetValue'];
export type JobRow = Schemas['JobRow'];
export type Member = Schemas['Member'];
export type Money = Schemas['Money'];
export type OfferResult = Schemas['OfferResult'];
export type OperatorProduct = Schemas['OperatorProduct'];
export type OperatorProductDetail = Schemas['OperatorProductDetail'];
export type Order = Schemas['Order'];
export type Organization = Schemas['Organization'];
export type OrganizationSummary = Schemas['OrganizationSummary'];
export type PasswordLink = Schemas['PasswordLink'];
export type Plan = Schemas['Plan'];
export type Platform = Schemas['Platform'];
export type Price = Schemas['Price'];
export type Problem = Schemas['Problem'];
export type Product = Schemas['Product'];
export type ProductCard = Schemas['ProductCard'];
export type Profile = Schemas['Profile'];
export type Purchase = Schemas['Purchase'];
export type Rate = Schemas['Rate'];
export type Registration = Schemas['Registration'];
export type RevisionSummary = Schemas['RevisionSummary'];
export type Seller = Schemas['Seller'];
export type Session = Schemas['Session'];
export type Subscription = Schemas['Subscription'];
export type SubscriptionDetail = Schemas['SubscriptionDetail'];
export type Texts = Schemas['Texts'];
export type UsageReport = Schemas['UsageReport'];
export type UsageRow = Schemas['UsageRow'];
export type UsageSums = Schemas['UsageSums'];
export type User = Schemas['User'];
export type UserSession = Schemas['UserSession'];

export type Permission = 'reports' | 'profile' | 'purchase' | 'members' | 'offerings' | 'operate';
