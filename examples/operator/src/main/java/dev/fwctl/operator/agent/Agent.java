// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.result.FleetRecovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of one node, told by the environment: see {@link Surroundings}. */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Who stops the agent waits so long for the round that is under way; past it, the journal has what was begun. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(40);

    private final Operator operator;

    private Agent(Operator operator) {
        this.operator = operator;
    }

    /** Runs until it is told to stop. */
    public static void main(String[] args) throws IOException {
        Surroundings around;
        try {
            around = Surroundings.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Metrics metrics = Metrics.create();
        Fwctl fwctl = metrics.watch(system(around.root()));
        if (around.audit() != null) {
            AuditLog log = AuditLog.in(around.audit()).open();
            metrics.watch(log);
            fwctl = fwctl.withObserver(log);
        }
        AtomicReference<@Nullable Agent> running = new AtomicReference<>();
        if (around.port() != null) {
            // Before it recovers: firmware may take its time, and the kubelet asks meanwhile.
            Endpoint.open(new InetSocketAddress(around.port()), metrics, () -> {
                Agent agent = running.get();
                return agent != null && agent.hears();
            });
        }
        try {
            Agent agent = start(new Post(around.node(), fwctl, around.interval(), metrics), new KubernetesClientBuilder().build());
            running.set(agent);
            Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "stop"));
        } catch (RuntimeException | Error e) {
            // Threads that wait for requests would keep alive what does nothing. The kubelet starts it again.
            LOG.error("the agent of {} could not start", around.node(), e);
            System.exit(1);
        }
    }

    private static Fwctl system(@Nullable String root) throws IOException {
        Fwctl system = Fwctl.system();
        return root == null ? system : Fwctl.on(system.syscalls(), Path.of(root).toRealPath());
    }

    /**
     * Recovers what a death in mid-apply left behind, without asking the API server, then begins to reconcile.
     *
     * @param post where it stands
     * @param client a client of the API server, which is closed with the agent
     */
    static Agent start(Post post, KubernetesClient client) {
        FleetRecovery recovered =
                Fleet.of(post.fwctl().withPolicy(AccessPolicy.configure())).recover();
        recovered.recoveries().forEach(one -> LOG.warn("recovered {}", one));
        recovered.problems().forEach(one -> LOG.warn("not recovered: {}", one));
        // Server-side apply is of no use here: no other writer shares these objects.
        Operator operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withUseSSAToPatchPrimaryResource(false)
                .withSSABasedCreateUpdateMatchForDependentResources(false)
                .withConcurrentReconciliationThreads(1)
                .withReconciliationTerminationTimeout(LONGEST_ROUND));
        operator.register(new SettingsReconciler(post), overrider -> overrider.withRetry(retry(post)));
        operator.start();
        return new Agent(operator);
    }

    /** Without end: nobody else would look again when the API server is back. */
    private static GenericRetry retry(Post post) {
        long first = Math.min(1000, post.interval().toMillis());
        return new GenericRetry()
                .setInitialInterval(first)
                .setIntervalMultiplier(2)
                .setMaxInterval(LONGEST_PAUSE.toMillis())
                .withoutMaxAttempts();
    }

    /** Whether it is told by the API server of what changes. */
    boolean hears() {
        return operator.getRuntimeInfo().isStarted() && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    @Override
    public void close() {
        operator.stop();
    }
}
