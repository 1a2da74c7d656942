// {secret, headers, body} on stdin; ends with 0 where the standardwebhooks package accepts the signature.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
new Webhook(secret).verify(body, headers);
