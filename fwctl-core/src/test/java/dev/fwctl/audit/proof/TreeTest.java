// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees and proofs against RFC 6962: its definition, written down again here, and the roots that its first log published. */
class TreeTest {
    private static final String ORIGIN = "example.com/log";

    /** The leaves that the tests of Certificate Transparency have used from the beginning. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MTH of RFC 6962, section 2.1, as it stands there. */
    private static byte[] mth(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256();
        }
        if (leaves.size() == 1) {
            return sha256(new byte[] {0}, leaves.get(0));
        }
        int k = 1;
        while (2 * k < leaves.size()) {
            k *= 2;
        }
        return sha256(new byte[] {1}, mth(leaves.subList(0, k)), mth(leaves.subList(k, leaves.size())));
    }

    private static String base64(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(("{\"seq\":" + i + "}").getBytes(StandardCharsets.US_ASCII));
        }
        return leaves;
    }

    private static TreeFrontier grow(TreeFrontier tree, List<byte[]> leaves) {
        leaves.forEach(leaf -> tree.add(leaf, 0, leaf.length));
        return tree;
    }

    private static Checkpoint checkpoint(List<byte[]> leaves) {
        return new Checkpoint(ORIGIN, leaves.size(), TreeHash.parse(base64(mth(leaves))));
    }

    @Test
    void publishedRoots() {
        TreeFrontier tree = new TreeFrontier();
        assertEquals("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", tree.root().toString());
        for (int i = 0; i < LEAVES.size(); i++) {
            byte[] leaf = HexFormat.of().parseHex(LEAVES.get(i));
            tree.add(leaf, 0, leaf.length);
            assertEquals(
                    base64(HexFormat.of().parseHex(ROOTS.get(i))), tree.root().toString());
            assertEquals(i + 1, tree.size());
        }
    }

    @Test
    void rootsAreThoseOfTheDefinition() {
        for (int size = 0; size <= 70; size++) {
            List<byte[]> leaves = leaves(size);
            assertEquals(
                    base64(mth(leaves)), grow(new TreeFrontier(), leaves).root().toString(), "size " + size);
        }
    }

    /** A tree that goes on from its right edge alone is the same tree. */
    @Test
    void aFrontierIsAllThatATreeNeedsToGrow() {
        for (int cut = 0; cut <= 20; cut++) {
            TreeFrontier whole = grow(new TreeFrontier(), leaves(cut));
            TreeFrontier again = TreeFrontier.of(cut, whole.nodes());
            assertEquals(whole.root(), again.root());
            TreeFrontier copy = grow(new TreeFrontier(), leaves(5));
            copy.set(whole);
            for (byte[] leaf : leaves(33).subList(cut, 33)) {
                again.add(leaf, 0, leaf.length);
                copy.add(leaf, 0, leaf.length);
                assertEquals(copy.root(), again.root());
            }
            assertEquals(base64(mth(leaves(33))), again.root().toString());
            assertEquals(cut, whole.size(), "the copy grows by itself");
        }
        assertThrows(ProofRefusedException.class, () -> TreeFrontier.of(3, List.of(TreeHash.EMPTY)));
        assertThrows(ProofRefusedException.class, () -> TreeFrontier.of(-1, List.of()));
    }

    private static InclusionProof inclusion(int index, List<byte[]> leaves) {
        TreeWalk walk = TreeWalk.toLeaf(index, leaves.size());
        leaves.forEach(leaf -> walk.add(leaf, 0, leaf.length));
        return new InclusionProof(
                index, walk.path(), new SignedNote(checkpoint(leaves).toString(), List.of()));
    }

    @Test
    void eachLeafOfEachTreeIsProved() {
        for (int size = 1; size <= 40; size++) {
            List<byte[]> leaves = leaves(size);
            Checkpoint trusted = checkpoint(leaves);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = inclusion(index, leaves);
                proof.verify(leaves.get(index), trusted);
                assertEquals(proof, InclusionProof.parse(proof.toString()));
                byte[] other = leaves.get((index + 1) % size);
                if (size > 1) {
                    assertThrows(ProofRefusedException.class, () -> proof.verify(other, trusted));
                    InclusionProof elsewhere = new InclusionProof((index + 1) % size, proof.path(), proof.checkpoint());
                    byte[] own = leaves.get(index);
                    assertThrows(ProofRefusedException.class, () -> elsewhere.verify(own, trusted));
                }
            }
        }
    }

    private static ConsistencyProof consistency(int oldSize, List<byte[]> leaves) {
        TreeWalk walk = TreeWalk.from(oldSize, leaves.size());
        leaves.forEach(leaf -> walk.add(leaf, 0, leaf.length));
        return new ConsistencyProof(
                oldSize, walk.path(), new SignedNote(checkpoint(leaves).toString(), List.of()));
    }

    @Test
    void eachTreeIsConsistentWithEachBeforeIt() {
        for (int size = 0; size <= 40; size++) {
            List<byte[]> leaves = leaves(size);
            for (int oldSize = 0; oldSize <= size; oldSize++) {
                ConsistencyProof proof = consistency(oldSize, leaves);
                Checkpoint old = checkpoint(leaves.subList(0, oldSize));
                proof.verify(old);
                assertEquals(proof, ConsistencyProof.parse(proof.toString()));
                Checkpoint forged = new Checkpoint(ORIGIN, oldSize, TreeHash.leaf(new byte[] {1, 2, 3}));
                assertThrows(ProofRefusedException.class, () -> proof.verify(forged));
                Checkpoint elsewhere = new Checkpoint("other", oldSize, old.root());
                assertThrows(ProofRefusedException.class, () -> proof.verify(elsewhere));
                List<TreeHash> longer = new ArrayList<>(proof.path());
                longer.add(TreeHash.EMPTY);
                ConsistencyProof padded = new ConsistencyProof(oldSize, longer, proof.checkpoint());
                assertThrows(ProofRefusedException.class, () -> padded.verify(old));
                if (!proof.path().isEmpty()) {
                    ConsistencyProof shorter =
                            new ConsistencyProof(oldSize, longer.subList(0, longer.size() - 2), proof.checkpoint());
                    assertThrows(ProofRefusedException.class, () -> shorter.verify(old));
                }
            }
        }
    }

    /** Leaves that are archived: what is proved of later ones needs only the edge of their tree. */
    @Test
    void proofsGoOnFromAFrontier() {
        List<byte[]> leaves = leaves(37);
        for (int gone = 1; gone <= 30; gone++) {
            TreeFrontier edge = grow(new TreeFrontier(), leaves.subList(0, gone));
            List<byte[]> left = leaves.subList(gone, 37);
            for (int index = gone; index < 37; index++) {
                TreeWalk walk = TreeWalk.toLeaf(index, 37);
                walk.skip(edge);
                left.forEach(leaf -> walk.add(leaf, 0, leaf.length));
                assertEquals(inclusion(index, leaves).path(), walk.path(), gone + " gone, leaf " + index);
            }
            TreeWalk walk = TreeWalk.from(gone, 37);
            walk.skip(edge);
            left.forEach(leaf -> walk.add(leaf, 0, leaf.length));
            assertEquals(consistency(gone, leaves).path(), walk.path(), gone + " gone");
        }
        TreeWalk walk = TreeWalk.toLeaf(1, 37);
        assertThrows(
                ProofRefusedException.class,
                () -> walk.skip(grow(new TreeFrontier(), leaves.subList(0, 8))),
                "a leaf within a subtree of which only the root is left");
        TreeWalk unfinished = TreeWalk.toLeaf(1, 37);
        assertThrows(ProofRefusedException.class, unfinished::path);
    }

    /** Each change of a bit of a proof without signatures, held against a checkpoint that is trusted. */
    @Test
    void changedProofsAreRefused() {
        List<byte[]> leaves = leaves(20);
        Checkpoint trusted = checkpoint(leaves);
        byte[] good = inclusion(7, leaves).toString().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < good.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                String text = new String(bad, StandardCharsets.UTF_8);
                assertThrows(
                        ProofRefusedException.class,
                        () -> InclusionProof.parse(text).verify(leaves.get(7), trusted),
                        text);
            }
        }
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(good);
        more.write('\n');
        assertThrows(
                ProofRefusedException.class,
                () -> InclusionProof.parse(more.toString(StandardCharsets.UTF_8))
                        .verify(leaves.get(7), trusted));
    }
}
