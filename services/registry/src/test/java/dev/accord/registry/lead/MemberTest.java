package dev.accord.registry.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTest {
  private static final URI FIRST = URI.create("http://a:1");
  private static final URI LAST = URI.create("http://b:1");

  @Test
  void whoLeadsStaysLeaderWhoeverComes() {
    assertThat(fittest(new Member("1", LAST, 7), new Member("2", FIRST, 0)).id()).isEqualTo("1");
  }

  @Test
  void amongSeveralThatThinkSoTheOneElectedLastIsRight() {
    assertThat(fittest(new Member("1", FIRST, 7), new Member("2", LAST, 8)).id()).isEqualTo("2");
  }

  @Test
  void whereNobodyLeadsAllNodesComeToTheSameResult() {
    var one = new Member("1", LAST, 0);
    var other = new Member("2", FIRST, 0);
    assertThat(fittest(one, other)).isEqualTo(fittest(other, one));
    var sameAddress = new Member("3", LAST, 0);
    assertThat(fittest(one, sameAddress)).isEqualTo(fittest(sameAddress, one));
  }

  @Test
  void whatIsToldIsReadAsItWas() {
    var member = new Member("1", FIRST, 7);
    assertThat(Member.read(member.write())).isEqualTo(member);
  }

  private static Member fittest(Member... members) {
    return List.of(members).stream().min(Member.FITTEST_FIRST).orElseThrow();
  }
}
