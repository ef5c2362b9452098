package dev.runtimebridge.devnet.control;

/** What can be asked of a devnet over its control port, beside what concerns one node. */
public interface Controls {

  /** Heights and addresses, as Jackson can write them. */
  Object status();

  /** What transactions have done on the parachain so far, as Jackson can write it. */
  Object count();

  /** Makes relay blocks. */
  void produce(int relayBlocks);

  /** Lets the next parachain blocks that hold transactions be replaced before they are final. */
  void reorganiseNext(int blocks);

  /** Lets this parachain block write the code of the next runtime. */
  void upgradeRuntimeAt(long paraBlock);
}
