/** Made by build/cardFaces.ts: the address of each face's picture. */
declare module "virtual:card-faces" {
  const urls: Readonly<Record<string, string>>;
  export default urls;
}
