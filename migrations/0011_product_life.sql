-- The life of products after their publication, and what sellers and the operator see of it.

-- Why it is not offered for now and when it may be again; since when it has a last day.
ALTER TABLE product ADD COLUMN unpublished_reason {text};
ALTER TABLE product ADD COLUMN expected_return {text};
ALTER TABLE product ADD COLUMN is_withheld {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD COLUMN last_day {text};
ALTER TABLE product ADD COLUMN end_of_life_reason {text};
ALTER TABLE product ADD COLUMN recommended_position {int};

ALTER TABLE category ADD COLUMN version {int} NOT NULL DEFAULT 1;

-- What a seller sold, written once an order is complete: what its buyer was told that sellers see.
CREATE TABLE sale (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    order_id        {id} NOT NULL,
    subscription_id {id} NOT NULL,
    product_id      {id} NOT NULL REFERENCES product,
    product_name    {text} NOT NULL,
    product_version {text} NOT NULL,
    plan_name       {text} NOT NULL,
    customer_name   {text} NOT NULL,
    website         {text},
    contact_email   {text},
    sold_at         {int} NOT NULL,
    day             {text} NOT NULL,
    ended_at        {int},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX sale_of_order ON sale (organization_id, order_id);
CREATE INDEX sale_of_subscription ON sale (organization_id, subscription_id);
CREATE INDEX sale_of_day ON sale (organization_id, day);
{tenant sale};

-- How often the page of a product was looked at on a day; by whom is kept nowhere.
CREATE TABLE product_view (
    product_id {id} NOT NULL REFERENCES product,
    day        {text} NOT NULL,
    views      {int} NOT NULL,
    PRIMARY KEY (product_id, day)
) {strict};
