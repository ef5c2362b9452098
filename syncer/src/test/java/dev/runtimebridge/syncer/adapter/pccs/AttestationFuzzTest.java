package dev.runtimebridge.syncer.adapter.pccs;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.port.NoCollateral;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports of workers, and what a PCCS answers to questions about them. */
class AttestationFuzzTest extends FuzzTests {
  private static final URI ADDRESS = URI.create("http://pccs/sgx/certification/v4/tcb");

  @MethodSource("reports")
  @Fuzz
  void report(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          Optional<DcapReport> report = DcapReport.withoutCollateral(Bytes.of(input));
          if (report.isPresent()) {
            PckPlatform.of(SgxQuote.certificates(report.get().quote()));
          }
        },
        BadReport.class);
    onlyDeclared(input, () -> SgxQuote.certificates(Bytes.of(input)), BadReport.class);
  }

  @MethodSource("chains")
  @Fuzz
  void certificates(byte[] input) {
    onlyDeclared(input, () -> PckPlatform.of(input), BadReport.class);
  }

  @MethodSource("answers")
  @Fuzz
  void answerOfPccs(byte[] input) {
    String header = new String(input, UTF_8);
    var headers = HttpHeaders.of(Map.of("chain", List.of(header)), (name, value) -> true);
    var answer = new PccsAnswer(ADDRESS, headers, Bytes.of(input));
    onlyDeclared(input, () -> answer.issuerChain("chain"), NoCollateral.class);
    onlyDeclared(input, answer::revocationList, NoCollateral.class);
    onlyDeclared(input, () -> answer.signed("tcbInfo", "chain"), NoCollateral.class);
  }

  static Stream<byte[]> reports() {
    return Stream.of(TestQuote.processor("00906ed50000"), TestQuote.platform("00906ed50000"))
        .map(quote -> quote.report().toByteArray());
  }

  static Stream<byte[]> chains() {
    return Stream.of(TestQuote.processor("00906ed50000").certificates().toByteArray());
  }

  static Stream<byte[]> answers() {
    return Stream.of(
            TestPccs.CHAIN,
            TestPccs.CRL,
            TestPccs.signed("tcbInfo", TestPccs.TCB_INFO),
            "%2D%2D%2D%2D%2DBEGIN%20CERTIFICATE-----%")
        .map(text -> text.getBytes(UTF_8));
  }
}
