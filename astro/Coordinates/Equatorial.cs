namespace Sync.Astro.Coordinates;

public readonly record struct Equatorial(double RightAscensionHours, double DeclinationDegrees);
