package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.campaign.Campaign;
import dev.roomkeeper.module.House;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.store.Projection;
import java.util.List;

/** The campaigns of a server: their rooms, their tables, and the creatures to fight. */
public final class CampaignModule implements KindModule {
  private final Creatures creatures = Creatures.read();
  private final Campaign kind = new Campaign(creatures.bestiary());

  @Override
  public RoomKind kind() {
    return kind;
  }

  @Override
  public Projection projection() {
    return new CampaignProjection();
  }

  @Override
  public String migrations() {
    return "db/campaign";
  }

  @Override
  public void start(House house, Routes routes) {
    CampaignTable campaigns = new SqlCampaigns(house.database());
    CampaignResources.add(routes, house, campaigns);
    CampaignPeople.add(routes, house, campaigns);
    CreatureResources.add(routes, creatures, new SqlOwnCreatures(house.database()), house.dice());
  }

  @Override
  public String openApi() {
    return "openapi/campaign.json";
  }

  @Override
  public List<String> pages() {
    return List.of("/campaigns", "/campaign/*", "/campaign/*/screen");
  }

  @Override
  public String phrase() {
    return "A campaign to play in";
  }
}
