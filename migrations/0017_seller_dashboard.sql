-- What waits for a seller and what came this month are read at every visit of its dashboard.
CREATE INDEX lead_of_seller_ended ON lead (seller_organization_id, ended_at);
CREATE INDEX lead_of_seller_applied ON lead (seller_organization_id, applied_at);
