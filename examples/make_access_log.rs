//! Makes the access log that the other examples read: a day of a small shop, in the combined log format.
//!
//! Run it with `cargo run --example make_access_log > examples/data/access.log`. Every run prints the same 3000 lines,
//! such as
//!
//! ```text
//! 192.0.2.17 - - [12/Mar/2025:06:25:31 +0000] "GET /products/42 HTTP/1.1" 200 8213 "-" "Mozilla/5.0 …"
//! ```

use std::io::{self, BufWriter, Write};

const N_LINES: usize = 3000;
const N_VISITORS: usize = 120;
const SEED: u64 = 20_250_312;

const PEOPLE: [&str; 4] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:136.0) Gecko/20100101 Firefox/136.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
];
const CRAWLER: &str = "Mozilla/5.0 (compatible; ExampleBot/2.1; +https://bot.example/about)";
const SCANNER: &str = "python-requests/2.32.3";
const MONITOR: &str = "curl/8.12.1";

/// Knuth's linear congruential generator: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The high bits are the random ones.
        (self.0 >> 33) as usize % limit
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Somebody with an address, who asks with the same program all day.
struct Visitor {
    address: String,
    agent: &'static str,
}

impl Visitor {
    /// The addresses are from the ranges that are set aside for documentation.
    fn new(random: &mut Random) -> Self {
        let network = random.pick(&["192.0.2", "198.51.100", "203.0.113"]);
        let address = format!("{network}.{}", 1 + random.below(254));
        let agent = match random.below(20) {
            0 => SCANNER,
            1..=3 => CRAWLER,
            4 => MONITOR,
            _ => random.pick(&PEOPLE),
        };
        Visitor { address, agent }
    }
}

/// A request line with the answer to it.
struct Exchange {
    request: String,
    status: u16,
    size: usize,
}

impl Exchange {
    fn new(visitor: &Visitor, random: &mut Random) -> Self {
        match visitor.agent {
            MONITOR => Self::page("/health".to_string(), 15, random),
            SCANNER => Self::probe(random),
            CRAWLER => Self::page(format!("/products/{}", random.below(400)), 6000, random),
            _ => Self::shopping(random),
        }
    }

    /// A person clicks through the shop.
    fn shopping(random: &mut Random) -> Self {
        match random.below(12) {
            0..=1 => Self::page("/".to_string(), 5120, random),
            2..=4 => Self::page(format!("/products/{}", random.below(200)), 6000, random),
            5 => {
                let wanted = random.pick(&["lamp", "desk+lamp", "chair", "b%C3%BCcherregal"]);
                Self::page(format!("/search?q={wanted}"), 3072, random)
            }
            6..=8 => {
                let asset = random.pick(&["app.js", "style.css", "logo.svg", "fonts/inter.woff2"]);
                let status = random.pick(&[200, 304, 304]);
                let size = if status == 304 { 0 } else { 20_000 + random.below(60_000) };
                Exchange { request: format!("GET /static/{asset}"), status, size }
            }
            9 => Self::form("POST /login", &[302, 302, 302, 401], random),
            10 => Self::form("POST /api/cart", &[201, 201, 201, 201, 409, 422, 500], random),
            _ => {
                let item = random.below(200);
                Self::form(&format!("DELETE /api/cart/{item}"), &[204, 204, 404], random)
            }
        }
    }

    /// A page is there most of the time.
    fn page(path: String, size: usize, random: &mut Random) -> Self {
        let (status, size) = match random.below(100) {
            0..=1 => (500, 588),
            2 => (503, 607),
            3..=6 => (404, 1245),
            _ => (200, size + random.below(size)),
        };
        let method = if random.below(40) == 0 { "HEAD" } else { "GET" };
        Exchange {
            request: format!("{method} {path}"),
            status,
            size: if method == "HEAD" { 0 } else { size },
        }
    }

    fn form(request: &str, statuses: &[u16], random: &mut Random) -> Self {
        let status = random.pick(statuses);
        let size = if status == 204 { 0 } else { 80 + random.below(300) };
        Exchange { request: request.to_string(), status, size }
    }

    /// A scanner looks for doors that were left open.
    fn probe(random: &mut Random) -> Self {
        let (path, status) = random.pick(&[
            ("/wp-login.php", 404),
            ("/.env", 403),
            ("/.git/config", 403),
            ("/phpmyadmin/", 404),
        ]);
        Exchange { request: format!("GET {path}"), status, size: 153 }
    }
}

/// The time of day, for a log that begins at 06:25 and may run past midnight.
fn timestamp(seconds: usize) -> String {
    let seconds = 6 * 3600 + 25 * 60 + seconds;
    let (day, hour, minute, second) =
        (12 + seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{day:02}/Mar/2025:{hour:02}:{minute:02}:{second:02} +0000")
}

fn main() -> io::Result<()> {
    let mut random = Random(SEED);
    let visitors: Vec<Visitor> = (0..N_VISITORS).map(|_| Visitor::new(&mut random)).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut seconds = 0;
    for _ in 0..N_LINES {
        seconds += random.below(40);
        let visitor = &visitors[random.below(N_VISITORS)];
        let Exchange { request, status, size } = Exchange::new(visitor, &mut random);
        let from = random.pick(&["-", "-", "https://shop.example/", "https://search.example/"]);
        let (address, agent, time) = (&visitor.address, visitor.agent, timestamp(seconds));
        // A dash is how servers write that nothing was sent.
        let size = if size == 0 { "-".to_string() } else { size.to_string() };
        writeln!(
            out,
            "{address} - - [{time}] \"{request} HTTP/1.1\" {status} {size} \"{from}\" \"{agent}\""
        )?;
    }
    out.flush()
}
