import { expect, expectTypeOf, test } from "vitest";
import type { CampaignCommands, CampaignView } from "../../../src/kinds/campaign/index.js";
import type { Campaign } from "../../kinds-types/campaign.js";

/** Checked by the compiler: `npm run check` fails where the two differ. */
test("the types are those that the kind declares", () => {
  expectTypeOf<CampaignView>().toExtend<Campaign["view"]>();
  expectTypeOf<Campaign["view"]>().toExtend<CampaignView>();
  expectTypeOf<CampaignCommands>().toExtend<Campaign["commands"]>();
  expectTypeOf<Campaign["commands"]>().toExtend<CampaignCommands>();
  expectTypeOf<keyof CampaignView>().toEqualTypeOf<keyof Campaign["view"]>();
  expectTypeOf<keyof CampaignCommands>().toEqualTypeOf<keyof Campaign["commands"]>();
  expect.assertions(0);
});
