package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a runtime says of itself.
 *
 * @param name spec name
 * @param version spec version
 * @param transactionVersion version of the format of transactions
 * @param stateVersion how it writes its state
 * @param apis hashed names of its APIs, with their versions
 */
public record RuntimeSpec(
    String name,
    int version,
    int transactionVersion,
    int stateVersion,
    SortedMap<String, Integer> apis) {
  /** Core and Metadata. */
  private static final Map<String, Integer> ALL_HAVE =
      Map.of("0xdf6acb689907609b", 4, "0x37e397fc7c91f5e4", 2);

  /** TransactionPaymentApi. */
  private static final Map<String, Integer> PAYMENT = Map.of("0x37c8bb1350a9a2a8", 2);

  /** The relay chain's runtime. */
  public static final RuntimeSpec RELAY =
      new RuntimeSpec("devnet-relay", 1001, 3, 1, new TreeMap<>(ALL_HAVE));

  /** The parachain's runtime. */
  public static final RuntimeSpec PARA = para(1251);

  /** The parachain's runtime after its upgrade. */
  public static final RuntimeSpec PARA_NEXT = para(1252);

  /** Copies the map. */
  public RuntimeSpec {
    apis = Collections.unmodifiableSortedMap(new TreeMap<>(apis));
  }

  private static RuntimeSpec para(int version) {
    var apis = new TreeMap<>(ALL_HAVE);
    apis.putAll(PAYMENT);
    return new RuntimeSpec("devnet-para", version, 6, 0, apis);
  }

  /** RuntimeVersion in SCALE, as the constant System.Version holds it too. */
  public byte[] encode() {
    var writer = new ScaleWriter().string(name).string(name).u32(1).u32(version).u32(0);
    writer.compact(apis.size());
    apis.forEach((api, apiVersion) -> writer.bytes(Hex.decode(api)).u32(apiVersion));
    return writer.u32(transactionVersion).u8(stateVersion).toByteArray();
  }
}
