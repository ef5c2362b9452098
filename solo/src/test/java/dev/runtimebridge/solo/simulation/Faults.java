package dev.runtimebridge.solo.simulation;

import java.util.Random;

/** What is wrong with one node at present. The calm state is an honest node that answers. */
final class Faults {
  private static final int KINDS = 12;

  /** Answers nothing. */
  boolean down;

  /** One call in so many fails, 0 for none; some of them have had their effect. */
  int failsOneIn;

  /** Answers late. */
  boolean slow;

  /** Blocks by which it is behind, or ahead of the truth where negative. */
  int lag;

  boolean badJustification;
  boolean badProof;
  boolean wrongChanges;
  boolean wrongHeader;

  /** Gives another block's hash for a number. */
  boolean wrongHashes;

  /** Has no bodies and states of old blocks. */
  boolean pruned;

  /** Follows another chain. */
  boolean otherChain;

  /** Tells of new heads never, or twice. */
  boolean deaf;

  boolean talksTwice;

  /** Draws what goes wrong next; sometimes nothing. */
  void draw(Random chance) {
    heal();
    failsOneIn = chance.nextInt(3) == 0 ? 4 + chance.nextInt(40) : 0;
    for (int more = chance.nextInt(3); more > 0; more--) {
      switch (chance.nextInt(KINDS)) {
        case 0 -> down = true;
        case 1 -> slow = true;
        case 2 -> lag = chance.nextInt(12);
        case 3 -> lag = -chance.nextInt(6);
        case 4 -> badJustification = true;
        case 5 -> badProof = true;
        case 6 -> wrongChanges = true;
        case 7 -> wrongHeader = true;
        case 8 -> wrongHashes = true;
        case 9 -> pruned = true;
        case 10 -> otherChain = true;
        default -> {
          deaf = chance.nextBoolean();
          talksTwice = !deaf;
        }
      }
    }
  }

  /** All is well. */
  void heal() {
    down = false;
    failsOneIn = 0;
    slow = false;
    lag = 0;
    badJustification = false;
    badProof = false;
    wrongChanges = false;
    wrongHeader = false;
    wrongHashes = false;
    pruned = false;
    otherChain = false;
    deaf = false;
    talksTwice = false;
  }
}
