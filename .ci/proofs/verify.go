// SPDX-License-Identifier: Apache-2.0

// Checks what an audit log of fwctl for Java proves, with Go's own implementation of transparency logs and signed notes,
// and without any of the code that made it.
//
//	verify VKEY LINE PROOF [OLD CONSISTENCY]
//
// LINE is one line of a log, PROOF a tlog-proof for it, OLD an earlier signed checkpoint, CONSISTENCY what a witness would
// be asked with. With -changes, every change of a byte of these files has to be refused as well.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Strict, unlike the decoders of sumdb: else a text could change without a change of what it means.
var strict = base64.StdEncoding.Strict()

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

func parseHash(text string) (hash tlog.Hash, err error) {
	raw, err := strict.DecodeString(text)
	if err != nil || len(raw) != tlog.HashSize {
		return hash, fmt.Errorf("%q is no hash", text)
	}
	copy(hash[:], raw)
	return hash, nil
}

func parseNumber(text string) (int64, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || number < 0 || strconv.FormatInt(number, 10) != text {
		return 0, fmt.Errorf("%q is no number", text)
	}
	return number, nil
}

// openCheckpoint checks the signature and reads the three lines.
func openCheckpoint(msg []byte, verifier note.Verifier) (*checkpoint, error) {
	opened, err := note.Open(msg, note.VerifierList(verifier))
	if err != nil {
		return nil, err
	}
	if len(opened.UnverifiedSigs) > 0 {
		return nil, errors.New("a signature of somebody unknown")
	}
	for _, sig := range opened.Sigs {
		if _, err := strict.DecodeString(sig.Base64); err != nil {
			return nil, err
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] == "" {
		return nil, errors.New("a checkpoint has three lines")
	}
	size, err := parseNumber(lines[1])
	if err != nil {
		return nil, err
	}
	root, err := parseHash(lines[2])
	if err != nil {
		return nil, err
	}
	if lines[0] != verifier.Name() {
		return nil, fmt.Errorf("the log %q signed as %q", lines[0], verifier.Name())
	}
	return &checkpoint{lines[0], size, root}, nil
}

// split takes the lines before the first empty one, and the note after it.
func split(file []byte) ([]string, []byte, error) {
	at := bytes.Index(file, []byte("\n\n"))
	if at < 0 {
		return nil, nil, errors.New("no empty line")
	}
	return strings.Split(string(file[:at]), "\n"), file[at+2:], nil
}

func hashes(lines []string) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, line := range lines {
		hash, err := parseHash(line)
		if err != nil {
			return nil, err
		}
		found = append(found, hash)
	}
	return found, nil
}

func checkInclusion(line, proof []byte, verifier note.Verifier) (*checkpoint, error) {
	lines, signed, err := split(proof)
	if err != nil {
		return nil, err
	}
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return nil, errors.New("no tlog-proof")
	}
	index, err := parseNumber(strings.TrimPrefix(lines[1], "index "))
	if err != nil {
		return nil, err
	}
	path, err := hashes(lines[2:])
	if err != nil {
		return nil, err
	}
	tree, err := openCheckpoint(signed, verifier)
	if err != nil {
		return nil, err
	}
	if index >= tree.size {
		return nil, errors.New("the index is past the end")
	}
	if !bytes.HasSuffix(line, []byte("\n")) {
		return nil, errors.New("the line does not end")
	}
	leaf := tlog.RecordHash(line[:len(line)-1])
	return tree, tlog.CheckRecord(tlog.RecordProof(path), tree.size, tree.root, index, leaf)
}

func checkConsistency(old, proof []byte, verifier note.Verifier) error {
	earlier, err := openCheckpoint(old, verifier)
	if err != nil {
		return err
	}
	lines, signed, err := split(proof)
	if err != nil {
		return err
	}
	if lines[0] != "old "+strconv.FormatInt(earlier.size, 10) {
		return errors.New("a proof from another checkpoint")
	}
	path, err := hashes(lines[1:])
	if err != nil {
		return err
	}
	later, err := openCheckpoint(signed, verifier)
	if err != nil {
		return err
	}
	if earlier.size > later.size {
		return errors.New("the log shrank")
	}
	return tlog.CheckTree(tlog.TreeProof(path), later.size, later.root, earlier.size, earlier.root)
}

func check(files [][]byte, verifier note.Verifier) error {
	if _, err := checkInclusion(files[0], files[1], verifier); err != nil {
		return fmt.Errorf("inclusion: %w", err)
	}
	if len(files) == 4 {
		if err := checkConsistency(files[2], files[3], verifier); err != nil {
			return fmt.Errorf("consistency: %w", err)
		}
	}
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "refused:", err)
	os.Exit(1)
}

func main() {
	changes := flag.Bool("changes", false, "change every byte, too, and expect refusals")
	flag.Parse()
	if flag.NArg() != 3 && flag.NArg() != 5 {
		fmt.Fprintln(os.Stderr, "verify [-changes] VKEY LINE PROOF [OLD CONSISTENCY]")
		os.Exit(2)
	}
	verifier, err := note.NewVerifier(flag.Arg(0))
	if err != nil {
		fail(err)
	}
	var files [][]byte
	for _, name := range flag.Args()[1:] {
		content, err := os.ReadFile(name)
		if err != nil {
			fail(err)
		}
		files = append(files, content)
	}
	if err := check(files, verifier); err != nil {
		fail(err)
	}
	fmt.Println("holds, says Go")
	if !*changes {
		return
	}
	tried := 0
	for _, file := range files {
		for at := range file {
			good := file[at]
			for bit := 0; bit < 8; bit++ {
				file[at] = good ^ 1<<bit
				if check(files, verifier) == nil {
					fail(fmt.Errorf("and yet a change of byte %d, bit %d was taken for true", at, bit))
				}
				tried++
			}
			file[at] = good
		}
	}
	fmt.Printf("%d changes of a bit, each refused\n", tried)
}
