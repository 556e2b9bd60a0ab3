package dev.roomkeeper.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTest {
  @ParameterizedTest
  @CsvSource({
    "'gzip, deflate, br', true",
    "'GZIP', true",
    "'gzip;q=0.5', true",
    "'*', true",
    "'br', false",
    "'gzip;q=0, *', false",
    "'gzip; q=0.000', false",
    "'*;q=0', false",
    "'', false",
    ", false"
  })
  void a_client_says_what_it_takes(@Nullable String header, boolean takes) {
    assertThat(Encodings.takes(header, "gzip")).isEqualTo(takes);
  }
}
