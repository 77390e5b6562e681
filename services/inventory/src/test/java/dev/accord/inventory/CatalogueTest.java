package dev.accord.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
  @TempDir Path folder;

  @Test
  void theSampleHasExactPricesAndOneProductThatIsNearlyGone() {
    var entries = Catalogue.named("sample").entries();
    assertThat(entries).hasSize(6).extracting(Catalogue.Entry::productId).doesNotHaveDuplicates();
    assertThat(entries.get(0).price()).isEqualTo(new BigDecimal("19.90"));
    assertThat(entries).filteredOn(entry -> entry.stock() < 10).hasSize(1);
  }

  @Test
  void noneIsEmptyAndAFileIsRead() throws Exception {
    assertThat(Catalogue.named("none").entries()).isEmpty();
    var file =
        Files.writeString(
            folder.resolve("own.json"),
            "[{\"productId\":\"00000000-0000-4000-8000-000000000001\",\"name\":\"Tea\","
                + "\"price\":3.50,\"currency\":\"EUR\",\"stock\":1}]");
    assertThat(Catalogue.named(file.toString()).entries()).hasSize(1);
  }

  @Test
  void aCatalogueThatCannotBeUsedSaysWhy() throws Exception {
    var negative =
        Files.writeString(
            folder.resolve("bad.json"),
            "[{\"productId\":\"00000000-0000-4000-8000-000000000001\",\"name\":\"Tea\","
                + "\"price\":-1,\"currency\":\"EUR\",\"stock\":1}]");
    assertThatThrownBy(() -> Catalogue.named(negative.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a name, and a price and a stock of 0 or more");
    assertThatThrownBy(() -> Catalogue.named(folder.resolve("none.json").toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give sample, none or a file");
  }
}
