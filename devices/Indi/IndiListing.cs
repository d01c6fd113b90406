namespace Sync.Devices.Indi;

/// <summary>A device that a server has.</summary>
/// <param name="Name">by which it is called</param>
/// <param name="Kinds">what it is: a camera may have a wheel in it; never empty</param>
/// <param name="Connected">whether a program has connected it; null where it does not tell</param>
public sealed record IndiListing(string Name, IReadOnlyList<DeviceKind> Kinds, bool? Connected);
