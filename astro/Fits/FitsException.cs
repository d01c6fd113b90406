namespace Sync.Astro.Fits;

/// <summary>A FITS file that cannot be read, said in one sentence.</summary>
public sealed class FitsException(string message, Exception? inner = null) : Exception(message, inner);
