package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen when a campaign is made.
 *
 * @param closed whether one comes in by a link alone
 * @param listed the hub's to check and to heed, as {@code only} is
 */
@Payload
public record CampaignOptions(
    @Length(max = 100) @Default("Campaign") String name,
    @Default("2024") Edition edition,
    @Default("false") boolean closed,
    @Nullable Json listed,
    @Nullable Json only) {}
