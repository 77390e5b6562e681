package dev.accord.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A small share of the drills in every build; {@code -Daccord.seed} chooses another one. */
final class DrillTest {
  private static final long SEED = Long.getLong("accord.seed", 1);

  @Test
  void everyBreakingMutantIsNamedOnItsLineAndNothingElseIs() {
    var result = MutationDrill.run(SEED, 1_500);
    assertThat(result.samples()).as("seed=%d (-Daccord.seed=%d to replay)", SEED, SEED).isEmpty();
    assertThat(result.missed() + result.extra()).isZero();
    assertThat(result.breaking()).isGreaterThan(900);
  }

  @Test
  void noRandomPairPassesThatTheDecoderOrTheRegistryRefuses() {
    var result = PairDrill.run(SEED, 500);
    assertThat(result.samples()).as("seed=%d (-Daccord.seed=%d to replay)", SEED, SEED).isEmpty();
    assertThat(result.laxer() + result.belowRegistry()).isZero();
    assertThat(result.safe()).isGreaterThan(50);
  }
}
