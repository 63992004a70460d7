import os

from dotenv import load_dotenv
from livekit.agents import Agent, AgentServer, AgentSession, JobContext, cli, inference, mcp

load_dotenv()
server = AgentServer()


def front_desk() -> Agent:
    """Makes the agent: its instructions and its tools."""
    return Agent(
        instructions=(
            "You answer the phone of a dentist and make appointments. Offer times that are free, "
            "and let the caller confirm before you make one. Speak briefly."
        ),
        tools=[
            mcp.MCPToolset(
                id="calendar",
                mcp_server=mcp.MCPServerHTTP(
                    url=f"{os.environ['TOKEN_GATEWAY_URL']}/mcp",
                    headers={"Authorization": f"Bearer {os.environ['AGENT_KEY']}"},
                    allowed_tools=["get-current-time", "suggest-time", "create-event"],
                    client_session_timeout_seconds=30,
                ),
            )
        ],
    )


@server.rtc_session()
async def entrypoint(ctx: JobContext) -> None:
    session = AgentSession(
        stt=inference.STT("deepgram/nova-3"),
        llm=inference.LLM("openai/gpt-4.1-mini"),
        tts=inference.TTS("cartesia/sonic-3"),
    )
    await session.start(agent=front_desk(), room=ctx.room)
    await session.generate_reply(instructions="Greet the caller, and ask how you can help.")


if __name__ == "__main__":
    cli.run_app(server)
