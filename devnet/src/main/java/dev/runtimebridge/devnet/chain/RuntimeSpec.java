package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a runtime says of itself.
 *
 * @param name spec name
 * @param version spec version
 * @param transactionVersion version of the format of transactions
 * @param stateVersion how it writes its state
 */
public record RuntimeSpec(String name, int version, int transactionVersion, int stateVersion) {
  /** The relay chain's runtime. */
  public static final RuntimeSpec RELAY = new RuntimeSpec("devnet-relay", 1001, 3, 1);

  /** The parachain's runtime. */
  public static final RuntimeSpec PARA = new RuntimeSpec("devnet-para", 1251, 6, 0);

  /** The parachain's runtime after its upgrade. */
  public static final RuntimeSpec PARA_NEXT = new RuntimeSpec("devnet-para", 1252, 6, 0);

  /** Hashed names of the runtime APIs that there are, with their versions. */
  public static final Map<String, Integer> APIS =
      new TreeMap<>(Map.of("0xdf6acb689907609b", 4, "0x37e397fc7c91f5e4", 2));

  /** RuntimeVersion in SCALE, as the constant System.Version holds it too. */
  public byte[] encode() {
    var writer = new ScaleWriter().string(name).string(name).u32(1).u32(version).u32(0);
    writer.compact(APIS.size());
    APIS.forEach((api, apiVersion) -> writer.bytes(Hex.decode(api)).u32(apiVersion));
    return writer.u32(transactionVersion).u8(stateVersion).toByteArray();
  }
}
