import type { IncomingHttpHeaders } from 'node:http';

/** Headers that proxies, load balancers, tunnels and content delivery networks add to requests. */
const NAMES: ReadonlySet<string> = new Set([
  'via', // RFC 9110 section 7.6.3
  'max-forwards', // RFC 9110 section 7.6.2; IIS sends it
  'cdn-loop', // RFC 8586
  'client-cert', // RFC 9440
  'client-cert-chain',
  'client-ip',
  'cluster-client-ip',
  'connect-time', // Heroku
  'disguised-host', // Azure App Service
  'do-connecting-ip', // DigitalOcean
  'front-end-https', // Microsoft
  'incap-client-ip', // Imperva
  'proxy-client-ip',
  'proxy-connection',
  'remote-addr',
  'surrogate-capability',
  'total-route-time', // Heroku
  'true-client-ip', // Akamai, Cloudflare
  'was-default-hostname', // Azure App Service
  'wl-proxy-client-ip', // WebLogic
  'x-amz-cf-id', // CloudFront
  'x-appgw-trace-id', // Azure Application Gateway
  'x-client-ip',
  'x-cloud-trace-context', // Google Cloud
  'x-cluster-client-ip',
  'x-coming-from',
  'x-host',
  'x-iinfo', // Imperva
  'x-nf-client-connection-ip', // Netlify
  'x-originating-ip',
  'x-real-host',
  'x-real-ip', // nginx, Traefik
  'x-real-port',
  'x-remote-addr',
  'x-remote-ip',
  'x-request-start', // Heroku
  'x-scheme', // Kubernetes ingress
  'x-ssl-cipher', // Kubernetes ingress
  'x-url-scheme',
  'x-varnish',
  'ali-cdn-real-ip',
  'cdn-src-ip',
  'early-data', // RFC 8470
  'ns-client-ip',
  'remote-user',
  'rlnclientipaddr',
  'x-client-port',
  'x-client-proto',
  'x-source-ip',
  'x-true-client-ip',
  'z-forwarded-for', // Zscaler
]);

/** What the names of such headers begin with. */
const PREFIXES = [
  'forwarded', // RFC 7239
  'x-forwarded',
  'x-forward-',
  'x-forwarder-',
  'akamai-',
  'x-akamai-',
  'cf-', // Cloudflare and its tunnels
  'cloudfront-',
  'fastly-',
  'fly-',
  'l5d-', // Linkerd
  'ngrok-',
  'ssl-client-', // nginx and the ingresses made of it
  'tailscale-',
  'x-accel-', // nginx
  'x-amzn-', // AWS load balancers
  'x-appengine-',
  'x-arr-', // Azure and IIS
  'x-azure-',
  'x-auth-request-',
  'x-bluecoat-',
  'x-cdn-',
  'x-client-cert',
  'x-client-geo-', // Google Cloud
  'x-envoy-', // Envoy, Istio
  'x-fd-', // Azure Front Door
  'x-goog-', // Google Cloud
  'x-haproxy-',
  'x-kong-',
  'x-lb-',
  'x-ms-original-',
  'x-nf-', // Netlify
  'x-nginx-',
  'x-original-', // Azure, Kubernetes ingress
  'x-proxy',
  'x-ssl-',
  'x-sucuri-',
  'x-vercel-',
];

/** Whether a proxy has left one of its headers in a request. */
export function hasProxyHeader(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some(
    (name) => NAMES.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix)),
  );
}
