package dev.roomkeeper.kinds.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The same evening twice, differing only in what the DM keeps secret: names behind aliases, hidden
 * combatants, hit points within a band, notes, dice. Players are sent the same bytes, but for
 * versions and times.
 */
final class TwoWorldsTest {
  private static final int EVENINGS = Integer.getInteger("worlds.evenings", 12);
  private static final long FIRST = Long.getLong("worlds.seed", 1);
  private static final int ACTS = 60;

  @Test
  void players_are_told_the_same_in_both_worlds() {
    for (long seed = FIRST; seed < FIRST + EVENINGS; seed++) {
      String edition = seed % 2 == 0 ? "2024" : "2014";
      World with = new World(edition, true, seed);
      World without = new World(edition, false, seed);
      Random random = new Random(seed);
      compare(with, without, "seed " + seed + ", the beginning");
      for (int i = 0; i < ACTS; i++) {
        Act act = act(random);
        with.secretly();
        act.work.accept(with);
        act.work.accept(without);
        compare(with, without, "seed " + seed + ", act " + i + ": " + act.name);
      }
    }
  }

  private static void compare(World with, World without, String when) {
    assertThat(World.told(with.ann)).as(when).isEqualTo(World.told(without.ann));
    assertThat(World.told(with.bob)).as(when).isEqualTo(World.told(without.bob));
    assertThat(with.ann.view().without("campaign").toString().contains("Strahd")).isFalse();
  }

  private record Act(String name, Consumer<World> work) {}

  private static String one(Random random, String... all) {
    return all[random.nextInt(all.length)];
  }

  private static Act act(Random random) {
    String who = one(random, "p1", "p2", "count", "goblin1", "goblin2");
    String hero = one(random, "p1", "p2");
    int hundred = 100 * (1 + random.nextInt(2));
    String condition = one(random, "frightened", "poisoned", "prone");
    String lasts = one(random, "thisTurn'}", "untilEnd', whose:'p1'}", "untilStart', whose:'p2'}");
    int natural = 1 + random.nextInt(20);
    boolean again = random.nextBoolean();
    return switch (random.nextInt(18)) {
      case 0, 1, 2, 3 -> new Act("next", World::next);
      case 4, 5 -> new Act("damage " + who + hundred, world -> hit(world, who, hundred));
      case 6 ->
          new Act(
              "undone " + who,
              world -> {
                hit(world, who, hundred);
                String move = "{number:" + world.newest() + "}";
                world.dan.send("undo", move);
                if (again) {
                  world.dan.send("redo", move);
                }
              });
      case 7 ->
          new Act(
              "condition " + who + lasts,
              world ->
                  world.dan.does(
                      "condition.begin",
                      "{ids:['"
                          + world.id(who)
                          + "'], condition:'"
                          + condition
                          + "', source:'"
                          + world.id("count")
                          + "', lasts:{type:'"
                          + lasts
                          + "}"));
      case 8 ->
          new Act(
              "a save ends it " + hero,
              world ->
                  world.dan.does(
                      "condition.begin",
                      "{ids:['"
                          + hero
                          + "'], condition:'charmed',"
                          + " save:{ability:'wisdom', dc:12}}"));
      case 9 ->
          new Act(
              "saved " + hero,
              world ->
                  world.dan.send(
                      "ask.answer",
                      "{id:'" + hero + "', ask:'save-charmed', total:" + natural + "}"));
      case 10 -> new Act("healed", world -> world.ann.send("heal", "{ids:['p1'], amount:40}"));
      case 11 ->
          new Act(
              "a player hits",
              world ->
                  world.ann.send(
                      "damage", "{targets:[{id:'c1', parts:[{amount:" + hundred + "}]}]}"));
      case 12 ->
          new Act(
              "a player guesses",
              world -> {
                for (String id : List.of("m1", "m3", "m9", "m12", "c14", "c15", "e1", "lair")) {
                  world.bob.send("damage", "{targets:[{id:'" + id + "', parts:[{amount:1}]}]}");
                  world.bob.send("heal", "{ids:['" + id + "'], amount:1}");
                  world.sends(world.bob, "turn.delay", "{id:'p2', after:'" + id + "'}");
                  world.bob.send(
                      "initiative.set", "{id:'" + id + "', count:9, version:" + natural + "}");
                  world.bob.send("undo", "{number:" + (1_000 + natural) + "}");
                }
              });
      case 13 -> new Act("a player undoes", world -> world.ann.send("undo", "{}"));
      case 14 ->
          new Act(
              "hidden and shown",
              world -> {
                String payload = "{ids:['" + world.id("goblin2") + "']";
                world.does(
                    world.dan,
                    "combatant.hide",
                    payload + ", as:'" + (again ? "nothing" : "unknown") + "'}");
                world.secretly();
                world.does(world.dan, "combatant.reveal", payload + "}");
              });
      case 15 ->
          new Act(
              "a player sets",
              world -> {
                // One is as old as the evening, one is what the player sees.
                world.ann.send("reaction.use", "{id:'p1', version:1}");
                world.sends(world.ann, "reaction.use", "{id:'p1', used:" + again + "}");
                world.sends(world.bob, "turn.ready", "{id:'p2', readied:" + again + "}");
                world.sends(world.bob, "initiative.set", "{id:'p2', count:" + natural + "}");
              });
      case 16 ->
          new Act(
              "the DM sets something of a character",
              world -> {
                world.does(
                    world.dan, "surprise", "{ids:['" + hero + "'], surprised:" + again + "}");
                world.does(world.dan, "reaction.use", "{id:'" + hero + "', used:" + again + "}");
                world.sends(world.ann, "turn.ready", "{id:'p1', readied:" + again + "}");
              });
      default ->
          new Act(
              "concentration",
              world -> {
                world.ann.send("concentration.begin", "{id:'p1', effect:'Bless'}");
                world.dan.send(
                    "ask.answer", "{id:'p1', ask:'concentration-1', natural:" + natural + "}");
              });
    };
  }

  private static void hit(World world, String who, int amount) {
    world.dan.does(
        "damage", "{targets:[{id:'" + world.id(who) + "', parts:[{amount:" + amount + "}]}]}");
  }
}
