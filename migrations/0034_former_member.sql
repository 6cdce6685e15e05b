-- Who was removed from an organization: no identity provider and no cloud brings that person back.
-- known_as: "provider subject" of each identity by which the person could come.
CREATE TABLE former_member (
    organization_id {id} NOT NULL REFERENCES organization,
    user_id         {id} NOT NULL REFERENCES user_account,
    known_as        {json} NOT NULL,
    removed_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, user_id)
) {strict};
CREATE INDEX former_member_removed ON former_member (removed_at);
{tenant former_member};

INSERT INTO former_member (organization_id, user_id, known_as, removed_at)
SELECT cloud_user.organization_id, cloud_user.user_id, CAST(json_agg(provider_id || ' ' || subject) AS {json}),
    max(removed_at)
FROM cloud_user JOIN cloud_domain ON cloud_domain.organization_id = cloud_user.organization_id
    AND cloud_domain.id = cloud_domain_id
WHERE removed_at IS NOT NULL AND cloud_user.user_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM membership WHERE membership.organization_id = cloud_user.organization_id
        AND membership.user_id = cloud_user.user_id)
GROUP BY cloud_user.organization_id, cloud_user.user_id;
ALTER TABLE cloud_user DROP COLUMN removed_at;
