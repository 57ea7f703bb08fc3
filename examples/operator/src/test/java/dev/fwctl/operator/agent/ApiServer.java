// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.Definition;
import dev.fwctl.operator.Manifests;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * fabric8's mock of an API server, which keeps what it is told. It validates nothing by itself: what is sent of our resources
 * is held against their definitions here, and an objection is remembered. It can go away and come back, with what it keeps.
 */
public final class ApiServer implements AutoCloseable {
    private static final String AGENT = "fwctl-agent";

    /** It tells of each request. */
    private static final Logger TALK = Logger.getLogger(MockWebServer.class.getName());

    static {
        TALK.setLevel(Level.WARNING);
    }

    private final KubernetesCrudDispatcher store =
            new KubernetesCrudDispatcher(List.of(context("firmwaresettings"), context("firmwarestates")));
    private final Map<String, Definition> definitions = Map.of(
            "firmwaresettings", Definition.generated("firmwaresettings"),
            "firmwarestates", Definition.generated("firmwarestates"));
    private final Manifests manifests = Manifests.deployed();
    private final AtomicLong writes = new AtomicLong();
    private final List<String> objections = new CopyOnWriteArrayList<>();
    private final Transport transport;
    private KubernetesMockServer server;
    private final int port;

    /** How it is talked to. */
    public enum Transport {
        /** In the clear. */
        PLAIN,
        /** With a certificate that nobody signed. */
        TLS
    }

    public ApiServer(Transport transport) {
        this.transport = transport;
        this.server = server();
        server.init();
        this.port = server.getPort();
    }

    private static CustomResourceDefinitionContext context(String plural) {
        return new CustomResourceDefinitionContext.Builder()
                .withGroup("fwctl.dev")
                .withVersion("v1alpha1")
                .withScope("Cluster")
                .withPlural(plural)
                .withKind(plural.equals("firmwarestates") ? "FirmwareState" : "FirmwareSettings")
                .withStatusSubresource(true)
                .build();
    }

    private KubernetesMockServer server() {
        return new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                new HashMap<>(),
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return answer(request);
                    }
                },
                transport == Transport.TLS);
    }

    private MockResponse answer(RecordedRequest request) {
        boolean writing = List.of("POST", "PUT", "PATCH").contains(request.getMethod());
        if (writing) {
            writes.incrementAndGet();
        }
        // Reading the body consumes it.
        String body = request.getUtf8Body();
        if (List.of("POST", "PUT").contains(request.getMethod())) {
            definitions.forEach((plural, definition) -> {
                if (request.getPath().contains("/" + plural)) {
                    objections.addAll(definition.objections(body));
                }
            });
        }
        RecordedRequest whole = new RecordedRequest(
                request.getHttpVersion(),
                request.method(),
                request.getPath(),
                request.getHeaders(),
                new Buffer(body.getBytes(StandardCharsets.UTF_8)));
        return AGENT.equals(request.getHeader("User-Agent")) ? ofAgent(whole) : store.dispatch(whole);
    }

    /** What RBAC and admission would have against an agent's request is remembered. */
    private MockResponse ofAgent(RecordedRequest request) {
        RequestPath path = RequestPath.of(request.getMethod(), request.getPath());
        if (!manifests.permits(path.verb(), path.group(), path.resource())) {
            objections.add("RBAC does not permit to " + path.verb() + " " + path.group() + " " + path.resource());
        }
        if (!path.writes() || path.resource().equals("events")) {
            return store.dispatch(request);
        }
        Map<String, Object> before = path.verb().equals("create") ? null : object(store.handleGet(path.object()));
        MockResponse response = store.dispatch(request);
        Map<String, Object> after = path.verb().equals("delete") ? null : object(response);
        boolean done = response.code() / 100 == 2;
        if (done && (before != null || after != null)) {
            objections.addAll(manifests.refusals(new Manifests.Request(Cluster.NODE, path.resource(), before, after)));
        }
        return response;
    }

    /** What an answer holds, which stays to be sent; null if there is no such thing. */
    private static @Nullable Map<String, Object> object(MockResponse response) {
        return response.code() / 100 == 2
                ? Definition.yaml(new String(response.getBody().getBytes(), StandardCharsets.UTF_8))
                : null;
    }

    public KubernetesClient client() {
        return client("test");
    }

    /** A request that takes long on a busy machine is waited for: a second one would find what the first one made. */
    private KubernetesClient client(String userAgent) {
        return server.createClient(builder -> builder.editOrNewConfig()
                .withUserAgent(userAgent)
                .withRequestTimeout(120_000)
                .withConnectionTimeout(120_000)
                .endConfig());
    }

    /** A client with an agent's rights: what it does is held against what is deployed. */
    KubernetesClient agentClient() {
        return client(AGENT);
    }

    public String url() {
        return (transport == Transport.TLS ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /** How many requests to write there were. */
    long writes() {
        return writes.get();
    }

    /** What a real API server would not have taken. */
    public List<String> objections() {
        return objections;
    }

    void goAway() {
        server.destroy();
    }

    void comeBack() throws Exception {
        server = server();
        server.init(InetAddress.getByName("localhost"), port);
    }

    @Override
    public void close() {
        server.destroy();
    }
}
