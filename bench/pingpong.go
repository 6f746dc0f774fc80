// SPDX-License-Identifier: GPL-3.0-or-later
// Ping-pong of 64 bytes, as a person would write it in Go: see pingpong.py.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"strconv"
	"time"
)

const size = 64

func need(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func serve() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	need(err)
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	peer, err := listener.Accept()
	need(err)
	data := make([]byte, size)
	for {
		got, err := peer.Read(data)
		if err == io.EOF {
			return
		}
		need(err)
		_, err = peer.Write(data[:got])
		need(err)
	}
}

func ping(port string, rounds int) {
	peer, err := net.Dial("tcp", "127.0.0.1:"+port)
	need(err)
	data := make([]byte, size)
	begin := time.Now()
	for i := 0; i < rounds; i++ {
		_, err = peer.Write(data)
		need(err)
		_, err = io.ReadFull(peer, data)
		need(err)
	}
	fmt.Println(time.Since(begin).Seconds())
}

func main() {
	if os.Args[1] == "serve" {
		serve()
	} else {
		rounds, err := strconv.Atoi(os.Args[3])
		need(err)
		ping(os.Args[2], rounds)
	}
}
