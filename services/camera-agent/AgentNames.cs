namespace Sync.CameraAgent;

/// <summary>The cameras whose agents run in this process, by the names that the rig's description gives them.</summary>
public sealed record AgentNames(IReadOnlyList<string> Names);
