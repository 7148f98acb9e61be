using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>A certificate for "localhost" that no authority stands behind.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 ForLocalhost { get; } = Make("localhost");

    public static X509Certificate2 ForAnotherName { get; } = Make("elsewhere.example.org");

    private static X509Certificate2 Make(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
