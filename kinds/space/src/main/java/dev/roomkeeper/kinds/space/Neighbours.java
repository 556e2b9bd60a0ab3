package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who stands near enough to whom to see and hear each other. Two come together at three blocks and
 * part beyond five (a diagonal counts as one), so that nobody flickers. It is mutual: each has the
 * other or neither has. Nobody has more than eight; a nearer one takes the place of the farthest.
 *
 * <p>Who wants nothing to do with somebody never has them. Of all others this holds again after
 * each change: two within three blocks who are not together are kept apart only by one of them
 * having eight, none of them farther. And nobody within five is lost for nothing: two part there
 * only if one of them gained somebody.
 */
final class Neighbours {
  static final int PER_MEMBER_MAX = 8;
  static final int COMES_WITHIN = 3;
  static final int GOES_BEYOND = 5;

  /**
   * How many members may look for others because of one step, in a crowd where each displaces one.
   */
  private static final int SEEKERS_MAX = 64;

  private record Candidate(String id, int distance) {}

  private record Pair(String one, String other) {}

  private final Draft draft;
  private final Walkers walkers;
  private final Set<String> seekers = new LinkedHashSet<>(); // Those who may gain somebody.
  private final Set<Pair> displaced =
      new LinkedHashSet<>(); // Pairs that parted for somebody nearer.

  // In a crowd, the same places are asked for again and again during one step.
  private final Map<String, Block> places = new TreeMap<>();
  private final Map<String, Candidate> farthest = new TreeMap<>();

  Neighbours(Draft draft, Walkers walkers) {
    this.draft = draft;
    this.walkers = walkers;
  }

  private static Slots<Slot<Boolean>> near(String memberId) {
    return World.NEAR.in(Layer.member(memberId));
  }

  List<String> of(String memberId) {
    return near(memberId).keys(draft);
  }

  boolean areNear(String memberId, String otherId) {
    return near(memberId).has(draft, otherId);
  }

  /** The member arrived where it stands now. */
  void moved(String memberId) {
    forgetPlaces();
    for (String other : of(memberId)) {
      if (distance(memberId, other) > GOES_BEYOND) {
        part(memberId, other);
      } else if (isFull(other)) {
        seekers.add(other); // The mover may now be the farthest of its eight.
      }
    }
    seekers.add(memberId);
    seek();
  }

  /** The member no longer stands anywhere. */
  void vanished(String memberId) {
    forgetPlaces();
    of(memberId).forEach(other -> part(memberId, other));
    seekers.remove(memberId);
    seek();
  }

  /** These two want nothing to do with each other from now on. */
  void parted(String memberId, String otherId) {
    forgetPlaces();
    if (areNear(memberId, otherId)) {
      part(memberId, otherId);
      seek();
    }
  }

  private void forgetPlaces() {
    places.clear();
    farthest.clear();
  }

  private void seek() {
    for (int sought = 0; !seekers.isEmpty() && sought < SEEKERS_MAX; sought++) {
      String seeker = seekers.iterator().next();
      seekers.remove(seeker);
      for (Candidate candidate : candidates(seeker)) {
        if (!hasPlaceFor(seeker, candidate.distance)) {
          break; // Those that follow are not nearer.
        }
        if (hasPlaceFor(candidate.id, candidate.distance)) {
          makePlace(seeker);
          makePlace(candidate.id);
          join(seeker, candidate.id);
        }
      }
    }
    restore();
  }

  /** The one they made place for may itself have gone on to somebody nearer. */
  private void restore() {
    for (Pair pair : displaced) {
      if (!isFull(pair.one) && !isFull(pair.other) && !areNear(pair.one, pair.other)) {
        join(pair.one, pair.other);
      }
    }
    displaced.clear();
  }

  /** The members that it should have and does not have yet, the nearest first. */
  private List<Candidate> candidates(String memberId) {
    List<Candidate> candidates = new ArrayList<>();
    Block here = where(memberId);
    int within =
        isFull(memberId) ? Math.min(COMES_WITHIN, farthest(memberId).distance - 1) : COMES_WITHIN;
    if (here != null && within >= 0) {
      walkers.forEachWithin(
          here,
          within,
          (id, at) -> {
            boolean isOther = !id.equals(memberId) && !areNear(memberId, id);
            if (isOther && !draft.areApart(memberId, id)) {
              candidates.add(new Candidate(id, at.distance(here)));
            }
          });
    }
    candidates.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::id));
    return candidates;
  }

  private boolean hasPlaceFor(String memberId, int distance) {
    return !isFull(memberId) || farthest(memberId).distance > distance;
  }

  private void makePlace(String memberId) {
    if (isFull(memberId)) {
      String other = farthest(memberId).id;
      part(memberId, other);
      displaced.add(new Pair(memberId, other));
    }
  }

  /** The farthest of the member's neighbours, of whom there must be some. */
  private Candidate farthest(String memberId) {
    return farthest.computeIfAbsent(
        memberId,
        _ -> {
          Candidate found = new Candidate("", -1);
          for (String other : of(memberId)) {
            int distance = distance(memberId, other);
            found = distance >= found.distance ? new Candidate(other, distance) : found;
          }
          return found;
        });
  }

  private boolean isFull(String memberId) {
    return near(memberId).size(draft) >= PER_MEMBER_MAX;
  }

  private int distance(String memberId, String otherId) {
    Block one = where(memberId);
    Block other = where(otherId);
    return one == null || other == null ? Integer.MAX_VALUE : one.distance(other);
  }

  private @Nullable Block where(String memberId) {
    Block known = places.get(memberId);
    if (known == null) {
      known = walkers.where(memberId);
      if (known != null) {
        places.put(memberId, known);
      }
    }
    return known;
  }

  private void join(String memberId, String otherId) {
    near(memberId).of(otherId).set(draft, true);
    near(otherId).of(memberId).set(draft, true);
    farthest.remove(memberId);
    farthest.remove(otherId);
  }

  /** A member that had no free place before has one now, and looks for others. */
  private void part(String memberId, String otherId) {
    for (String one : List.of(memberId, otherId)) {
      if (isFull(one)) {
        seekers.add(one);
      }
      farthest.remove(one);
    }
    near(memberId).of(otherId).remove(draft);
    near(otherId).of(memberId).remove(draft);
  }
}
