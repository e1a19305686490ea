package io.stackstate.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up IT estate of any size, computed element by element, so that it can be streamed; the
 * same size always gives the same estate. Pure.
 *
 * <p>Components form <em>stacks</em> of {@value #STACK}: the layers of one business service, from a
 * few applications down to its machines and network, linked by dependency chains over all layers,
 * and here and there to the next stack. Stacks form blocks; every second block has a <em>hub</em>,
 * such as a shared log server, on which every component of the block depends. Words, teams and
 * versions are used as often as Zipf's law says.
 */
public final class Estate {
  public static final int STACK = 250;
  public static final int RELATIONS_PER_COMPONENT = 3;
  private static final int MAX_BLOCK = 10_000;
  private static final long SEED = 20_261_126;
  private static final int[] LAYER_ENDS = {4, 12, 32, 72, 132, 192, 232, 250};
  private static final String[] LAYERS = {
    "Business",
    "Applications",
    "Gateways",
    "Services",
    "Containers",
    "Processes",
    "Machines",
    "Network"
  };
  private static final String[][] TYPES = {
    {"business-service", "journey"},
    {"application", "portal", "mobile-app"},
    {"gateway", "load-balancer"},
    {"service", "function", "job"},
    {"container", "pod"},
    {"process", "database", "queue", "cache"},
    {"host", "vm"},
    {"switch", "router"}
  };
  private static final String[] DOMAINS = {
    "retail",
    "payments",
    "logistics",
    "identity",
    "search",
    "claims",
    "lending",
    "trading",
    "media",
    "travel",
    "energy",
    "health"
  };
  private static final String[] ENVIRONMENTS = {"Production", "Staging", "Test", "Development"};
  private static final String[] REGIONS = {"eu-west", "eu-north", "us-east", "us-west", "ap-south"};
  private static final String[] SYLLABLES = {
    "cart", "pay", "ship", "mint", "nova", "lark", "flux", "bolt", "sage", "dune", "fern", "orca"
  };

  private final int components;
  private final int block;

  /**
   * @param components a multiple of four stacks
   */
  public Estate(int components) {
    if (components < 4 * STACK || components % (4 * STACK) != 0) {
      throw new IllegalArgumentException(
          "components: found " + components + ", expected a multiple of " + 4 * STACK);
    }
    this.components = components;
    this.block = Math.min(MAX_BLOCK, components / 2);
  }

  /** One component; its index is its identity. */
  public record Component(
      int index,
      String name,
      String type,
      String layer,
      String domain,
      String environment,
      List<String> labels,
      List<String> identifiers) {}

  /** One dependency, of the component {@code source} on {@code target}. */
  public record Relation(int index, int source, int target) {}

  public int components() {
    return components;
  }

  public int relations() {
    return components * RELATIONS_PER_COMPONENT;
  }

  public List<Integer> hubs() {
    List<Integer> hubs = new ArrayList<>();
    for (int hub = 0; hub < components; hub += 2 * block) {
      hubs.add(hub);
    }
    return hubs;
  }

  /** Whether the component is in a block without a hub, and so is all that is near to it. */
  public boolean isFarFromHubs(int component) {
    int inPair = component % (2 * block);
    return inPair >= block + 5 * STACK && inPair < 2 * block - 5 * STACK;
  }

  public Component component(int i) {
    SplittableRandom random = random(i);
    int stack = i / STACK;
    int layer = layer(i % STACK);
    SplittableRandom ofStack = random(-1L - stack);
    String word = word(zipf(ofStack, SYLLABLES.length * SYLLABLES.length));
    String domain = DOMAINS[zipf(ofStack, DOMAINS.length)];
    String environment = ENVIRONMENTS[zipf(ofStack, ENVIRONMENTS.length)];
    String type = TYPES[layer][zipf(random, TYPES[layer].length)];
    String name = String.format("%s-%s-%04x-%03d", word, type, stack, i % STACK);
    List<String> labels = new ArrayList<>();
    labels.add("team:" + zipf(random, 400));
    labels.add("region:" + REGIONS[zipf(ofStack, REGIONS.length)]);
    labels.add("app:" + word);
    int more = random.nextInt(4);
    if (more > 0) {
      labels.add("version:" + zipf(random, 60));
    }
    if (more > 1) {
      labels.add("cost-centre:" + zipf(random, 90));
    }
    if (more > 2) {
      labels.add("rack:" + random.nextInt(500));
    }
    List<String> identifiers = List.of("urn:host:/" + name, "urn:estate:/" + stack + "/" + i);
    return new Component(i, name, type, LAYERS[layer], domain, environment, labels, identifiers);
  }

  public Relation relation(int r) {
    int ofHubs = hubs().size() * block;
    if (r < ofHubs) {
      int hub = r / block * 2 * block;
      return new Relation(r, (hub + 1 + r % block) % components, hub);
    }
    int stacks = components / STACK;
    int stack = (r - ofHubs) % stacks;
    int inStack = (r - ofHubs) / stacks;
    SplittableRandom random = random((1L << 40) + r);
    // The first ones give every component something that depends on it, or that it depends on.
    int last = LAYERS.length - 1;
    int source = inStack < STACK ? inStack : random.nextInt(LAYER_ENDS[last - 1]);
    int layer = layer(source);
    if (layer == last) {
      int dependent = inLayer(last - 1, random);
      return new Relation(r, stack * STACK + dependent, stack * STACK + source);
    }
    int deeper = layer + 1 + (random.nextInt(4) == 0 && layer + 2 <= last ? 1 : 0);
    int other = random.nextInt(25) == 0 ? (stack + 1) % stacks : stack;
    return new Relation(r, stack * STACK + source, other * STACK + inLayer(deeper, random));
  }

  private static int layer(int inStack) {
    int layer = 0;
    while (inStack >= LAYER_ENDS[layer]) {
      layer++;
    }
    return layer;
  }

  private static int inLayer(int layer, SplittableRandom random) {
    int from = layer == 0 ? 0 : LAYER_ENDS[layer - 1];
    return from + zipf(random, LAYER_ENDS[layer] - from);
  }

  private static String word(int rank) {
    return SYLLABLES[rank % SYLLABLES.length] + SYLLABLES[(rank / SYLLABLES.length + rank) % 12];
  }

  /** A rank from 0 to {@code n - 1}, each about as likely as one through the rank above it. */
  private static int zipf(SplittableRandom random, int n) {
    return Math.min(n - 1, (int) Math.pow(n + 1.0, random.nextDouble()) - 1);
  }

  private static SplittableRandom random(long element) {
    return new SplittableRandom(SEED ^ element * 0x9E3779B97F4A7C15L);
  }
}
