using Sync.Devices;

namespace Sync.Dither.Safety;

/// <summary>Who says whether telescopes may be out, and whose shutters are told.</summary>
/// <param name="Monitor">null where the rig has none</param>
/// <param name="Cameras">all of the rig</param>
internal sealed record SafetyRig(ISafetyMonitor? Monitor, IReadOnlyList<string> Cameras);
