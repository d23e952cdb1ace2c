"""An OpenID provider of other people's code (idpyoidc), as a process of its own.

It is told the address to listen on, who its one client is (a file with the client's public keys)
and where that client may be sent back to. One person has an account here: who sits at the browser
presses a button as that person, or says no. Run: openid_provider.py PORT CLIENT KEYS RETURN
"""

import json
import sys
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.oidc.authorization import Authorization
from idpyoidc.server.oidc.token import Token
from idpyoidc.server.oidc.userinfo import UserInfo as UserInfoEndpoint
from idpyoidc.server.user_authn.authn_context import UNSPECIFIED
from idpyoidc.server.user_info import UserInfo

PERSON = {"name": "NGUYEN THI LINH", "birthdate": "1995-05-03", "gender": "female"}
TOKENS = {
    "jwks_def": {"key_defs": [{"type": "oct", "bytes": 24, "use": ["enc"], "kid": "code"}]},
    "code": {"lifetime": 600},
    "token": {
        "class": "idpyoidc.server.token.jwt_token.JWTToken",
        "kwargs": {"lifetime": 600},
    },
    "id_token": {"class": "idpyoidc.server.token.id_token.IDToken", "kwargs": {}},
}
PAGE = """<!doctype html><title>Provider</title><h1>Provider</h1>
<form method="post"><button name="as" value="linh">Sign in as Linh</button>
<button name="as" value="">Cancel</button></form>"""


def configured(port: int) -> Server:
    """Return the provider with its endpoints, its keys and its one person."""
    signs = {"client_authn_method": ["private_key_jwt"]}
    said = {
        "issuer": f"http://127.0.0.1:{port}",
        "httpc_params": {"verify": False},
        "preference": {
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "grant_types_supported": ["authorization_code"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "scopes_supported": ["openid", "profile"],
        },
        "key_conf": {"key_defs": [{"type": "EC", "crv": "P-256", "use": ["sig"]}]},
        "endpoint": {
            "authorization": {"path": "authorization", "class": Authorization, "kwargs": {}},
            "token": {"path": "token", "class": Token, "kwargs": signs},
            "userinfo": {"path": "userinfo", "class": UserInfoEndpoint, "kwargs": {}},
        },
        "userinfo": {"class": UserInfo, "kwargs": {"db": {"linh": PERSON}}},
        "authentication": {
            "press": {
                "acr": UNSPECIFIED,
                "class": "idpyoidc.server.user_authn.user.NoAuthn",
                "kwargs": {"user": "linh"},
            }
        },
        "token_handler_args": TOKENS,
        "add_ons": {
            "pkce": {
                "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
                "kwargs": {"essential": True},
            }
        },
        "session_params": {"encrypter": {"kwargs": {"keys": {"key_defs": [
            {"type": "OCT", "use": ["enc"], "kid": "password"},
            {"type": "OCT", "use": ["enc"], "kid": "salt"},
        ]}, "iterations": 1}}},
    }  # fmt: skip
    return Server(OPConfiguration(conf=said, base_path="."), cwd=".")


def doors(server: Server) -> Flask:
    """Return the pages of the provider."""
    app = Flask(__name__)

    @app.get("/keys")
    def keys() -> Response:
        return Response(server.keyjar.export_jwks_as_json(""), content_type="application/json")

    @app.route("/authorization", methods=["GET", "POST"])
    def authorization() -> Response | str:
        if request.method == "GET":
            return PAGE
        asked = request.args.to_dict()
        if not request.form.get("as"):
            said = {"error": "access_denied", "state": asked["state"]}
            return redirect(f"{asked['redirect_uri']}?{urlencode(said)}")
        endpoint = server.get_endpoint("authorization")
        answer = endpoint.process_request(endpoint.parse_request(asked))
        if "error" in answer:
            return Response(json.dumps(answer.to_dict()), 400)
        return redirect(endpoint.do_response(request=asked, **answer)["response"])

    @app.post("/token")
    def token() -> Response:
        return _asked(server, "token", request.form.to_dict())

    @app.get("/userinfo")
    def userinfo() -> Response:
        return _asked(server, "userinfo", {})

    return app


def _asked(server: Server, name: str, said: dict[str, str]) -> Response:
    endpoint = server.get_endpoint(name)
    headers = {"headers": {key.lower(): one for key, one in request.headers}}
    asked = endpoint.parse_request(said, http_info=headers | {"url": request.url})
    answer = asked if "error" in asked else endpoint.process_request(asked)
    if "error" in answer:
        return Response(json.dumps({"error": answer["error"]}), 400)
    said = endpoint.do_response(request=asked, **answer)["response"]
    return Response(said, content_type="application/json")


def main(port: str, client: str, keys: str, returns: str) -> None:
    """Listen until the process is ended."""
    server = configured(int(port))
    server.context.cdb[client] = {
        "client_id": client,
        "redirect_uris": [(returns, {})],
        "response_types_supported": ["code"],
        "allowed_scopes": ["openid", "profile"],
        "token_endpoint_auth_method": "private_key_jwt",
        "subject_type": "pairwise",
        "id_token_signed_response_alg": "ES256",
        "sector_id": "zairyu",
    }
    server.keyjar.import_jwks(json.loads(Path(keys).read_text("utf-8")), client)
    doors(server).run("127.0.0.1", int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
