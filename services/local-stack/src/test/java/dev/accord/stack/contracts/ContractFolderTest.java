package dev.accord.stack.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.kafka.Topics.Topic;
import org.junit.jupiter.api.Test;

class ContractFolderTest {
  @Test
  void holdsTheTopicsAndEachReleaseInTheOrderOfItsVersions() throws Exception {
    var contracts = ContractFolder.onClassPath();

    assertThat(contracts.compatibility()).isEqualTo("FULL_TRANSITIVE");
    assertThat(contracts.topics())
        .contains(new Topic("orders", 4, "delete"), new Topic("customers", 4, "compact"));
    assertThat(contracts.releases())
        .filteredOn(
            release -> release.subject().equals("orders-dev.accord.shop.order.OrderCreated"))
        .extracting(Release::version)
        .containsExactly(1, 2, 3);
    assertThat(contracts.releases()).allMatch(release -> release.schema().startsWith("{"));
  }
}
