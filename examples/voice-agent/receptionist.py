import json

from livekit.agents import Agent, AgentServer, AgentSession, JobContext, cli, inference

server = AgentServer()


@server.rtc_session(agent_name="receptionist")
async def entrypoint(ctx: JobContext) -> None:
    # The dispatch rule says this, and no caller has a say in it.
    told = json.loads(ctx.job.metadata)
    session = AgentSession(llm=inference.LLM("openai/gpt-4.1-mini"))
    agent = Agent(
        instructions=(
            f"You receive callers at the desk {told['desk']}. The caller is {told['caller']}."
        )
    )
    await session.start(agent=agent, room=ctx.room)


if __name__ == "__main__":
    cli.run_app(server)
