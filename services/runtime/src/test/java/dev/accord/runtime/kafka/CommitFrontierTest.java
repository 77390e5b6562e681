package dev.accord.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CommitFrontierTest {
  private static final int RUNS = 2_000;

  @Test
  void nothingBegunIsNothingToCommit() {
    assertThat(new CommitFrontier().committable()).isEmpty();
  }

  @Test
  void anOffsetBegunTwiceIsRefused() {
    var frontier = new CommitFrontier();
    frontier.begin(4);
    assertThatThrownBy(() -> frontier.begin(4)).hasMessage("offset 4 after 4");
  }

  @Test
  void theCommitNeverPassesUnfinishedWorkAndReachesTheEnd() {
    long seed = Long.getLong("accord.seed", System.nanoTime());
    var chance = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      check(chance, "seed=" + seed + " (-Daccord.seed=" + seed + " to replay), run " + run);
    }
  }

  private static void check(Random chance, String how) {
    var frontier = new CommitFrontier();
    var unfinished = new TreeSet<Long>();
    var begun = new ArrayList<Long>();
    long next = chance.nextInt(1_000);
    for (int step = chance.nextInt(60); step >= 0; step--) {
      if (unfinished.isEmpty() || chance.nextBoolean()) {
        // Holes: transaction markers, compaction.
        next += 1 + (chance.nextInt(4) == 0 ? chance.nextInt(5) : 0);
        frontier.begin(next);
        unfinished.add(next);
        begun.add(next);
      } else {
        var choice = new ArrayList<>(unfinished);
        Collections.shuffle(choice, chance);
        unfinished.remove(choice.get(0));
        frontier.finish(choice.get(0));
      }
      long expected = unfinished.isEmpty() ? begun.get(begun.size() - 1) + 1 : unfinished.first();
      assertThat(frontier.committable().getAsLong()).as(how).isEqualTo(expected);
      assertThat(frontier.unfinishedCount()).as(how).isEqualTo(unfinished.size());
    }
  }
}
