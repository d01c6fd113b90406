namespace Sync.Devices.Phd2;

/// <summary>A PHD2 that answers.</summary>
/// <param name="Version">of the program</param>
/// <param name="Profile">the equipment profile that is selected</param>
/// <param name="State">its own word for what it does: Stopped, Looping, Guiding ...</param>
/// <param name="Connected">whether the equipment of the profile is connected</param>
/// <param name="Equipment">what the profile has, as "camera: Simulator"</param>
public sealed record Phd2Listing(string Version, string Profile, string State, bool Connected, IReadOnlyList<string> Equipment);
